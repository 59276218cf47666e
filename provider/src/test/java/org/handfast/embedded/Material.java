package org.handfast.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;

/** Keys and trust, through the names every program uses: whichever provider stands first answers. */
final class Material {
    private static final Authority CA = Certificates.authority("Embedded Root");
    private static final Identity IDENTITY =
            CA.issue("localhost").dns("localhost").ip("127.0.0.1").server().make();

    private Material() {}

    static KeyManagerFactory keys() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(IDENTITY.keyStore(), Identity.PASSWORD);
        return keys;
    }

    static TrustManagerFactory trust() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(Certificates.trusting(CA));
        return trust;
    }

    /** As programs make theirs: by protocol name alone. */
    static SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys().getKeyManagers(), trust().getTrustManagers(), null);
        return context;
    }

    /** The identity as a key store file, for servers that want to read it themselves. */
    static Path keyStoreFile(Path directory) throws GeneralSecurityException, IOException {
        Path file = directory.resolve("identity.p12");
        try (var out = Files.newOutputStream(file)) {
            IDENTITY.keyStore().store(out, Identity.PASSWORD);
        }
        return file;
    }

    /** The authority as a trust store file. */
    static Path trustStoreFile(Path directory) throws GeneralSecurityException, IOException {
        Path file = directory.resolve("trust.p12");
        try (var out = Files.newOutputStream(file)) {
            Certificates.trusting(CA).store(out, Identity.PASSWORD);
        }
        return file;
    }
}
