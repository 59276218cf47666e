package org.handfast.jsse;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.handfast.iana.ProtocolVersion;
import org.handfast.testing.Identity;

/** Whose TLS sockets a test uses, with managers of ours in both cases. */
enum Stack {
    HANDFAST {
        @Override
        SSLSocketFactory sockets(KeyManager keys, TrustManager trust) {
            ContextTerms terms = terms(keys, trust);
            return SocketFactories.sockets(role -> new ConnectionSetup(terms, role));
        }

        @Override
        SSLServerSocketFactory serverSockets(KeyManager keys, TrustManager trust) {
            ContextTerms terms = terms(keys, trust);
            return SocketFactories.serverSockets(role -> new ConnectionSetup(terms, role));
        }
    },
    SUN {
        @Override
        SSLSocketFactory sockets(KeyManager keys, TrustManager trust) {
            return context(keys, trust).getSocketFactory();
        }

        @Override
        SSLServerSocketFactory serverSockets(KeyManager keys, TrustManager trust) {
            return context(keys, trust).getServerSocketFactory();
        }
    };

    abstract SSLSocketFactory sockets(KeyManager keys, TrustManager trust);

    abstract SSLServerSocketFactory serverSockets(KeyManager keys, TrustManager trust);

    /** Key manager over this identity. */
    static KeyManager keys(Identity identity) {
        try {
            HandfastKeyManagerFactory factory = new HandfastKeyManagerFactory();
            factory.engineInit(identity.keyStore(), Identity.PASSWORD);
            return factory.engineGetKeyManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Trust manager over this store. */
    static TrustManager trust(KeyStore store) {
        try {
            HandfastTrustManagerFactory factory = new HandfastTrustManagerFactory();
            factory.engineInit(store);
            return factory.engineGetTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static ContextTerms terms(KeyManager keys, TrustManager trust) {
        return new ContextTerms(
                () -> Basis.of(StandardContext.get()),
                Optional.ofNullable((X509KeyManager) keys),
                Optional.ofNullable((X509TrustManager) trust),
                JdkSettings.current(),
                ProtocolVersion.TLS13);
    }

    private static SSLContext context(KeyManager keys, TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3", "SunJSSE");
            context.init(
                    keys == null ? null : new KeyManager[] {keys},
                    trust == null ? null : new TrustManager[] {trust},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
