package org.handfast.jsse;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.handfast.engine.TlsContext;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.policy.Policy;
import org.handfast.testing.Identity;

/** Whose TLS an end speaks. Contexts come with that provider's own managers; no provider is registered. */
enum Party {
    HANDFAST {
        @Override
        Provider provider() {
            return Contexts.HANDFAST;
        }

        @Override
        SSLContext empty(PairCase given) {
            TlsContext standard = StandardContext.get();
            TlsContext narrowed = new TlsContext(policy(standard.policy(), given), standard.catalog(),
                    standard.randomness(), standard.nanoTime(), standard.observer());
            try {
                return new Wrapped(new ContextSpi(() -> Basis.of(narrowed), ContextSpi.Preset.NONE));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    },
    SUN {
        @Override
        Provider provider() {
            return Security.getProvider("SunJSSE");
        }
    },
    BOUNCY {
        @Override
        Provider provider() {
            return Bouncy.PROVIDER;
        }
    };

    abstract Provider provider();

    /** A context without managers. Ours has the group and suite of the case, whatever the other side prefers. */
    SSLContext empty(PairCase given) throws GeneralSecurityException {
        return SSLContext.getInstance("TLSv1.3", provider());
    }

    /** Whether one direction can be closed alone. */
    boolean closesHalf() {
        return this != BOUNCY;
    }

    /** Whether {@code beginHandshake} of an established connection means new keys. */
    boolean renewsKeys() {
        return this != BOUNCY;
    }

    /** @param identity null: none */
    SSLContext context(PairCase given, Identity identity, KeyStore anchors) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", provider());
            trust.init(anchors);
            SSLContext context = empty(given);
            context.init(keys(identity), trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyManager[] keys(Identity identity) throws GeneralSecurityException {
        if (identity == null) {
            return new KeyManager[0];
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(this == SUN ? "NewSunX509" : "PKIX", provider());
        factory.init(identity.keyStore(), Identity.PASSWORD);
        return factory.getKeyManagers();
    }

    private static Policy policy(Policy all, PairCase given) {
        List<NamedGroup> groups = given.group().map(List::of).orElse(all.groups());
        List<CipherSuite> suites = given.suite().map(List::of).orElse(all.suites());
        return new Policy(all.name(), all.versions(), suites, all.serverOrder(), List.of(groups), false,
                given.withoutShares() ? List.of() : given.group().map(List::of).orElse(all.keyShares()),
                all.schemes(), all.certificateSchemes());
    }

    private static final class Bouncy {
        /** Kept here, since a logger that nobody keeps forgets its level. */
        static final Logger CHATTER = Logger.getLogger("org.bouncycastle.jsse");

        static final Provider PROVIDER = new BouncyCastleJsseProvider(
                false, new JcaTlsCryptoProvider().setProvider(new BouncyCastleProvider()));

        static {
            CHATTER.setLevel(Level.OFF);
        }
    }

    /** What {@code SSLContext.getInstance} makes of an SPI. */
    private static final class Wrapped extends SSLContext {
        Wrapped(ContextSpi spi) {
            super(spi, Contexts.HANDFAST, "TLS");
        }
    }
}
