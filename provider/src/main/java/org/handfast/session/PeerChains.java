package org.handfast.session;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chains of peers that many sessions share: equal chains are held once, counted while a session uses them, and weighed
 * once. Not thread-safe: its store's lock guards it.
 */
final class PeerChains {
    /** Parsed certificates weigh about three times what they measure encoded. */
    private static final int PARSED = 3;

    private final Map<List<X509Certificate>, Chain> chains = new HashMap<>();
    private long bytes;

    /** The session with the chain that is held already, if it is; to be given to {@link #release} once. */
    Session share(Session session) {
        if (session.peerChain().isEmpty()) {
            return session;
        }
        Chain held = chains.get(session.peerChain());
        if (held == null) {
            held = new Chain(session.peerChain(), weight(session.peerChain()));
            chains.put(held.certificates, held);
            bytes += held.weight;
        }
        held.users++;
        return held.certificates == session.peerChain() ? session : session.withPeerChain(held.certificates);
    }

    /** One session less that uses its chain. */
    void release(Session session) {
        Chain held = session.peerChain().isEmpty() ? null : chains.get(session.peerChain());
        if (held != null && --held.users == 0) {
            chains.remove(held.certificates);
            bytes -= held.weight;
        }
    }

    /** What all chains weigh, by our estimate. */
    long bytes() {
        return bytes;
    }

    private static long weight(List<X509Certificate> chain) {
        long encoded = 0;
        try {
            for (X509Certificate certificate : chain) {
                encoded += certificate.getEncoded().length;
            }
        } catch (CertificateEncodingException e) {
            return SessionCache.DEFAULT_BYTES;
        }
        return encoded * PARSED;
    }

    private static final class Chain {
        private final List<X509Certificate> certificates;
        private final long weight;
        private int users;

        Chain(List<X509Certificate> certificates, long weight) {
            this.certificates = certificates;
            this.weight = weight;
        }
    }
}
