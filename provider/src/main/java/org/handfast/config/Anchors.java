package org.handfast.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import org.handfast.credential.PeerVerifier;
import org.handfast.failure.Reason;

/** Trust anchors with where they came from. Immutable. */
record Anchors(List<X509Certificate> certificates, List<CertificateInfo> described) {
    /** Trusts nobody. */
    static final PeerVerifier NOBODY = (peer, facts) -> {
        throw Reason.NO_TRUST_ANCHORS.failure();
    };

    Anchors {
        certificates = List.copyOf(certificates);
        described = List.copyOf(described);
    }

    /** A fresh key store: key stores are mutable, so nobody shares one. */
    KeyStore keyStore() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("anchor-" + i, certificates.get(i));
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "what", "trust anchors in memory");
        }
    }
}
