package org.handfast.testing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Certificates for tests, made on the spot.
 *
 * <pre>
 * Authority ca = Certificates.authority("Test Root");
 * Identity server = ca.intermediate("Test CA 1").issue("localhost").dns("localhost").ip("127.0.0.1").server().make();
 * KeyStore trust = Certificates.trusting(ca);
 * </pre>
 */
public final class Certificates {
    private Certificates() {}

    /** A self-signed EC root, valid a year around now. */
    public static Authority authority(String commonName) {
        return authority(commonName, KeyKind.EC_P256);
    }

    /** A self-signed root with this kind of key. */
    public static Authority authority(String commonName, KeyKind kind) {
        KeyPair pair = kind.keyPair();
        X509Certificate certificate = new CertificateRecipe(null, commonName).keys(kind, pair).ca().certificate();
        return new Authority(kind, pair, List.of(certificate));
    }

    /** A leaf that signs itself, for {@code localhost}. */
    public static Identity selfSigned(String commonName) {
        return new CertificateRecipe(null, commonName).dns(commonName).make();
    }

    /** A trust store with the roots of these authorities. */
    public static KeyStore trusting(Authority... authorities) {
        KeyStore store = emptyStore();
        for (Authority authority : authorities) {
            List<X509Certificate> chain = authority.chain();
            trust(store, chain.get(chain.size() - 1));
        }
        return store;
    }

    /** A trust store with exactly these certificates. */
    public static KeyStore trusting(X509Certificate... certificates) {
        KeyStore store = emptyStore();
        for (X509Certificate certificate : certificates) {
            trust(store, certificate);
        }
        return store;
    }

    /** A loaded PKCS#12 key store without entries. */
    public static KeyStore emptyStore() {
        return Identity.newStore();
    }

    private static void trust(KeyStore store, X509Certificate certificate) {
        try {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
