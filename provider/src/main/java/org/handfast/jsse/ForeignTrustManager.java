package org.handfast.jsse;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ProtocolVersion;

/**
 * Any trust manager as a verifier. An extended one is given the engine or socket and decides alone; a plain one
 * knows nothing of host names and constraints, so these are checked here after it and cannot be lost.
 */
final class ForeignTrustManager implements PeerVerifier {
    private static final String UNKNOWN = "UNKNOWN";
    private static final Map<String, String> KEY_EXCHANGES = Map.of(
            "TLS_ECDHE_RSA_", "ECDHE_RSA",
            "TLS_ECDHE_ECDSA_", "ECDHE_ECDSA",
            "TLS_DHE_RSA_", "DHE_RSA",
            "TLS_RSA_", "RSA");

    private final X509TrustManager manager;
    private final CallbackTarget target;

    ForeignTrustManager(X509TrustManager manager, CallbackTarget target) {
        this.manager = manager;
        this.target = target;
    }

    @Override
    public void verify(Role peer, HandshakeFacts facts) {
        X509Certificate[] chain = facts.peerChain().toArray(X509Certificate[]::new);
        String authType = authType(peer, facts);
        try {
            if (manager instanceof X509ExtendedTrustManager extended) {
                check(extended, peer, chain, authType);
            } else {
                check(manager, peer, chain, authType);
            }
        } catch (CertificateException e) {
            throw RefusalReason.of(e).causedBy(e, "subject", chain[0].getSubjectX500Principal(), "why", e.getMessage());
        } catch (TlsFailure e) {
            throw e;
        } catch (RuntimeException e) {
            throw Reason.TRUST_CHECK_FAILED.causedBy(e, "manager", manager.getClass().getName());
        }
    }

    @Override
    public List<X500Principal> authorities() {
        try {
            return Optional.ofNullable(manager.getAcceptedIssuers()).stream()
                    .flatMap(Arrays::stream)
                    .filter(Objects::nonNull)
                    .map(X509Certificate::getSubjectX500Principal)
                    .distinct()
                    .toList();
        } catch (RuntimeException e) {
            throw Reason.TRUST_CHECK_FAILED.causedBy(e, "manager", manager.getClass().getName());
        }
    }

    private void check(X509ExtendedTrustManager extended, Role peer, X509Certificate[] chain, String authType)
            throws CertificateException {
        if (peer == Role.SERVER && target.isEngine()) {
            extended.checkServerTrusted(chain, authType, target.engine());
        } else if (peer == Role.SERVER) {
            extended.checkServerTrusted(chain, authType, target.socket());
        } else if (target.isEngine()) {
            extended.checkClientTrusted(chain, authType, target.engine());
        } else {
            extended.checkClientTrusted(chain, authType, target.socket());
        }
    }

    private void check(X509TrustManager plain, Role peer, X509Certificate[] chain, String authType)
            throws CertificateException {
        TrustTarget connection = target.trustTarget();
        if (peer == Role.SERVER) {
            plain.checkServerTrusted(chain, authType);
            connection.checkServer(chain[0]);
        } else {
            plain.checkClientTrusted(chain, authType);
            connection.checkClient(chain[0]);
        }
        if (connection.constraints().isPresent()) {
            CertificateStrength.check(withoutRoot(chain), connection.constraints().get());
        }
    }

    /** A self-signed certificate at the end of a longer chain is the anchor, which constraints exempt. */
    private static List<X509Certificate> withoutRoot(X509Certificate[] chain) {
        X509Certificate last = chain[chain.length - 1];
        boolean root = chain.length > 1 && last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
        return Arrays.asList(chain).subList(0, root ? chain.length - 1 : chain.length);
    }

    /** The names the JDK gives: key exchange of TLS 1.2 or UNKNOWN for servers, key type for clients. */
    private static String authType(Role peer, HandshakeFacts facts) {
        if (peer == Role.CLIENT) {
            return KeyTypes.of(facts.peerChain().get(0).getPublicKey());
        }
        if (!facts.version().equals(Optional.of(ProtocolVersion.TLS12)) || facts.suite().isEmpty()) {
            return UNKNOWN;
        }
        String suite = facts.suite().get().toString();
        return KEY_EXCHANGES.entrySet().stream()
                .filter(entry -> suite.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }
}
