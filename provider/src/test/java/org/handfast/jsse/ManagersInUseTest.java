package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Key and trust managers at work in whole connections, ours and the JDK's. */
class ManagersInUseTest {
    /** Remembers which issuers it was shown; has no key. */
    private static final class AskedKeys implements X509KeyManager {
        private volatile List<Principal> issuers;

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] shown, Socket socket) {
            issuers = shown == null ? List.of() : List.of(shown);
            return null;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] shown, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return null;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] shown) {
            return null;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] shown) {
            return null;
        }
    }

    /** Whatever it is asked, it breaks. */
    private static final class BrokenTrust implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new NullPointerException("broken on purpose");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new NullPointerException("broken on purpose");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A list beyond the limit is left out as a whole, which means any issuer (RFC 9846 §4.3.4). */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 400})
    void acceptedIssuersAreAnnounced(int count) throws Exception {
        Set<TrustAnchor> anchors = new LinkedHashSet<>();
        List<Principal> expected = new ArrayList<>();
        Authority root = Certificates.authority("Announced");
        for (int i = 0; i < count; i++) {
            X509Certificate anchor = root.issue("Announced Authority Number " + i).ca().certificate();
            anchors.add(new TrustAnchor(anchor, null));
            expected.add(anchor.getSubjectX500Principal());
        }
        AskedKeys keys = new AskedKeys();
        SSLSocketFactory clients = Stack.HANDFAST.sockets(keys, Stack.trust(Certificates.trusting(SocketPair.ROOT)));
        try (SocketPair pair = SocketPair.of(clients, Stack.HANDFAST.serverSockets(
                Stack.keys(SocketPair.SERVER), new HandfastTrustManager(anchors)))) {
            pair.server.setWantClientAuth(true);
            pair.shaken();
            assertThat(keys.issuers).containsExactlyElementsOf(count <= 100 ? expected : List.of());
            assertThat(pair.client.getSession().getLocalCertificates()).isNull();
        }
    }

    @Test
    void aBrokenTrustManagerFailsTheHandshakeWithItsException() throws Exception {
        SSLSocketFactory clients = Stack.HANDFAST.sockets(null, new BrokenTrust());
        try (SocketPair pair = SocketPair.of(clients, SocketPair.serverFactory(Stack.HANDFAST))) {
            Future<?> serving = SocketPair.start(() -> pair.server.getInputStream().read());
            assertThatThrownBy(pair.client::startHandshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasRootCauseInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> SocketPair.get(serving)).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "other.example"})
    void ourManagersServeTheJdksEngines(String host) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3", "SunJSSE");
        context.init(
                new KeyManager[] {Stack.keys(SocketPair.SERVER)},
                new TrustManager[] {Stack.trust(Certificates.trusting(SocketPair.ROOT))},
                null);
        SSLEngine client = context.createSSLEngine(host, 443);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        client.setSSLParameters(parameters);
        SSLEngine server = context.createSSLEngine();
        server.setUseClientMode(false);
        if (host.equals("localhost")) {
            shake(client, server);
            assertThat(client.getSession().getPeerCertificates()[0]).isEqualTo(SocketPair.SERVER.certificate());
        } else {
            assertThatThrownBy(() -> shake(client, server))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasCauseInstanceOf(RefusedChain.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EC_P256", "RSA_2048"}, value = KeyKind.class)
    void opaqueKeysSign(KeyKind kind) throws Exception {
        Identity real = SocketPair.ROOT.localhost(kind);
        HandfastKeyManager keys = new HandfastKeyManager(
                List.of(KeyEntry.of("opaque", real.chain(), new OpaqueKey(real.key()))));
        Security.addProvider(new OpaqueProvider());
        try (SocketPair pair = SocketPair.of(
                SocketPair.clientFactory(Stack.SUN), Stack.HANDFAST.serverSockets(keys, null))) {
            pair.shaken();
            assertThat(pair.client.getSession().getPeerCertificates()[0]).isEqualTo(real.certificate());
        } finally {
            Security.removeProvider("Opaque");
        }
    }

    /** Stands for a key in a device: no encoding, usable only by its own provider. */
    public static final class OpaqueKey implements PrivateKey {
        private static final long serialVersionUID = 1L;
        private final transient PrivateKey inside;

        OpaqueKey(PrivateKey inside) {
            this.inside = inside;
        }

        @Override
        public String getAlgorithm() {
            return inside.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    private static final class OpaqueProvider extends Provider {
        private static final long serialVersionUID = 1L;

        OpaqueProvider() {
            super("Opaque", "1", "signs with opaque keys only");
            for (String algorithm : List.of("SHA256withECDSA", "RSASSA-PSS")) {
                putService(new Service(this, "Signature", algorithm, "", List.of(),
                        java.util.Map.of("SupportedKeyClasses", OpaqueKey.class.getName())) {
                    @Override
                    public Object newInstance(Object parameter) {
                        return new OpaqueSignature(algorithm);
                    }

                    @Override
                    public boolean supportsParameter(Object parameter) {
                        return parameter instanceof OpaqueKey;
                    }
                });
            }
        }
    }

    private static final class OpaqueSignature extends SignatureSpi {
        private final Signature real;

        OpaqueSignature(String algorithm) {
            try {
                real = Signature.getInstance(algorithm, algorithm.endsWith("ECDSA") ? "SunEC" : "SunRsaSign");
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineInitVerify(java.security.PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("signs only");
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (!(key instanceof OpaqueKey opaque)) {
                throw new InvalidKeyException("opaque keys only");
            }
            real.initSign(opaque.inside);
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            real.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
            real.update(bytes, offset, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return real.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            return false;
        }

        @Override
        protected void engineSetParameter(java.security.spec.AlgorithmParameterSpec parameters)
                throws java.security.InvalidAlgorithmParameterException {
            real.setParameter(parameters);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }

    private static void shake(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer up = ByteBuffer.allocate(1 << 16);
        ByteBuffer down = ByteBuffer.allocate(1 << 16);
        client.beginHandshake();
        server.beginHandshake();
        for (int turn = 0; turn < 100; turn++) {
            turn(client, up, down);
            turn(server, down, up);
            if (client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                    && server.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                return;
            }
        }
        throw new AssertionError("no end of the handshake");
    }

    private static void turn(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), out);
        } else {
            in.flip();
            engine.unwrap(in, ByteBuffer.allocate(1 << 15));
            in.compact();
        }
    }
}
