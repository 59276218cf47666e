package org.handfast.jsse;

import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.handfast.credential.Role;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ProtocolVersion;

/**
 * A context. It takes the managers it is given and asks them on every handshake; policy comes from the standard
 * policy, or live from a profile, which then is a floor: managers given on top can refuse more, never less.
 * Thread-safe once initialized.
 */
final class ContextSpi extends SSLContextSpi {
    private final Supplier<Basis> source;
    private final Preset preset;
    private final ProtocolVersion newest;
    private volatile ContextTerms terms;

    /** Whether a context comes initialized. */
    enum Preset {
        /** The caller initializes it. */
        NONE,
        /** Initialized with the managers of the system properties; refuses {@code init}. */
        DEFAULT,
        /** Initialized with nothing but its profile. */
        PROFILE
    }

    /** As below, with every version of the policy enabled at first. */
    ContextSpi(Supplier<Basis> source, Preset preset) throws KeyManagementException {
        this(source, preset, ProtocolVersion.TLS13);
    }

    /**
     * A context.
     *
     * @param source asked for each new connection
     * @param newest the newest version clients enable at first; servers enable all, as those of the JDK do
     */
    ContextSpi(Supplier<Basis> source, Preset preset, ProtocolVersion newest) throws KeyManagementException {
        this.source = source;
        this.preset = preset;
        this.newest = newest;
        if (preset == Preset.DEFAULT) {
            DefaultManagers managers = DefaultManagers.get();
            terms = terms(managers.keyManager(), Optional.of(managers.trustManager()));
        } else if (preset == Preset.PROFILE) {
            terms = terms(Optional.empty(), Optional.empty());
        }
    }

    @Override
    protected void engineInit(KeyManager[] keyManagers, TrustManager[] trustManagers, SecureRandom random)
            throws KeyManagementException {
        if (preset != Preset.NONE) {
            throw new KeyManagementException("This SSLContext is initialized already");
        }
        boolean profile = hasProfile();
        Optional<X509TrustManager> trust = trustManagers == null && !profile
                ? Optional.of(DefaultManagers.platformTrust())
                : first(trustManagers, X509TrustManager.class);
        terms = terms(first(keyManagers, X509KeyManager.class), trust);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return engineCreateSSLEngine(null, -1);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return new HandfastSslEngine(terms(), new ConnectionSetup.Target(host, port));
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        ContextTerms known = terms();
        return SocketFactories.sockets(role -> new ConnectionSetup(known, role));
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        ContextTerms known = terms();
        return SocketFactories.serverSockets(role -> new ConnectionSetup(known, role));
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return terms().sessions(Role.SERVER);
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return terms().sessions(Role.CLIENT);
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return new ConnectionSetup(terms(), Role.CLIENT).parameters().toJsse();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        Parameters parameters = new ConnectionSetup(terms(), Role.CLIENT).parameters();
        return new SSLParameters(parameters.supportedSuites(), parameters.supportedProtocols());
    }

    private ContextTerms terms() {
        ContextTerms known = terms;
        if (known == null) {
            throw new IllegalStateException("SSLContext is not initialized");
        }
        return known;
    }

    private ContextTerms terms(Optional<X509KeyManager> keyManager, Optional<X509TrustManager> trustManager) {
        return new ContextTerms(source, keyManager, trustManager, JdkSettings.current(), newest);
    }

    /** A profile that was never good refuses here: a listener must not start weaker than it was meant to be. */
    private boolean hasProfile() throws KeyManagementException {
        try {
            return source.get().profile().isPresent();
        } catch (TlsFailure failure) {
            throw new KeyManagementException(failure.getMessage(), failure);
        }
    }

    private static <T> Optional<T> first(Object[] managers, Class<T> type) {
        return Arrays.stream(managers == null ? new Object[0] : managers)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
