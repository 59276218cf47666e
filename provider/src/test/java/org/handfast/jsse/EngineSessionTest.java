package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.handfast.credential.HandshakeFacts;
import org.junit.jupiter.api.Test;

/** Sessions: before, during and after the handshake. */
class EngineSessionTest {
    @Test
    void beforeTheHandshakeThereIsANullSession() {
        SSLEngine engine = Contexts.client().createSSLEngine("host.example", 99);
        ExtendedSSLSession session = (ExtendedSSLSession) engine.getSession();
        assertThat(session.getCipherSuite()).isEqualTo("SSL_NULL_WITH_NULL_NULL");
        assertThat(session.getProtocol()).isEqualTo("NONE");
        assertThat(session.getId()).isEmpty();
        assertThat(session.isValid()).isFalse();
        assertThat(session.getSessionContext()).isNull();
        assertThat(session.getPacketBufferSize()).isBetween(16_645, 17_408);
        assertThat(session.getApplicationBufferSize()).isGreaterThanOrEqualTo(16_384);
        assertThat(session.getLocalCertificates()).isNull();
        assertThat(session.getLocalPrincipal()).isNull();
        assertThat(session.getRequestedServerNames()).isEmpty();
        assertThat(session.getStatusResponses()).isEmpty();
        assertThat(session.getPeerHost()).isEqualTo("host.example");
        assertThat(session.getPeerPort()).isEqualTo(99);
        assertThatThrownBy(session::getPeerCertificates).isInstanceOf(SSLPeerUnverifiedException.class);
        assertThatThrownBy(session::getPeerPrincipal).isInstanceOf(SSLPeerUnverifiedException.class);
        assertThat(engine.getHandshakeSession()).isNull();
        SSLEngine nameless = Contexts.client().createSSLEngine();
        assertThat(nameless.getPeerHost()).isNull();
        assertThat(nameless.getSession().getPeerPort()).isEqualTo(-1);
    }

    @Test
    void certificatesOfBothSides() throws Exception {
        EnginePair plain = EnginePair.established();
        EnginePair wanted = EnginePair.ours();
        wanted.server.engine.setWantClientAuth(true);
        wanted.handshake();
        EnginePair mutual = EnginePair.of(Contexts.knownClient(), Contexts.server());
        mutual.server.engine.setNeedClientAuth(true);
        mutual.handshake();

        for (EnginePair pair : List.of(plain, wanted, mutual)) {
            SSLSession client = pair.client.engine.getSession();
            assertThat(client.getPeerCertificates()[0]).isEqualTo(Contexts.SERVER.certificate());
            assertThat(client.getPeerPrincipal()).isEqualTo(Contexts.SERVER.certificate().getSubjectX500Principal());
            assertThat(pair.server.engine.getSession().getLocalCertificates()[0])
                    .isEqualTo(Contexts.SERVER.certificate());
            assertThat(pair.server.engine.getSession().getLocalPrincipal()).isEqualTo(client.getPeerPrincipal());
        }
        for (EnginePair pair : List.of(plain, wanted)) {
            SSLSession server = pair.server.engine.getSession();
            assertThatThrownBy(server::getPeerCertificates).isInstanceOf(SSLPeerUnverifiedException.class);
            assertThatThrownBy(server::getPeerPrincipal).isInstanceOf(SSLPeerUnverifiedException.class);
            assertThat(pair.client.engine.getSession().getLocalCertificates()).isNull();
            assertThat(pair.client.engine.getSession().getLocalPrincipal()).isNull();
        }
        assertThat(mutual.server.engine.getSession().getPeerCertificates()[0])
                .isEqualTo(Contexts.CLIENT.certificate());
        assertThat(mutual.client.engine.getSession().getLocalCertificates()[0])
                .isEqualTo(Contexts.CLIENT.certificate());
    }

    @Test
    void returnedArraysAreCopies() throws Exception {
        SSLSession session = EnginePair.established().client.engine.getSession();
        byte[] id = session.getId();
        Arrays.fill(id, (byte) 0);
        assertThat(session.getId()).isNotEqualTo(id);
        session.getPeerCertificates()[0] = null;
        assertThat(session.getPeerCertificates()[0]).isNotNull();
    }

    @Test
    void idsAreThereAndUnique() throws Exception {
        Set<ByteBuffer> ids = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            EnginePair pair = EnginePair.established();
            for (EngineSide side : List.of(pair.client, pair.server)) {
                byte[] id = side.engine.getSession().getId();
                assertThat(id).isNotEmpty();
                assertThat(ids.add(ByteBuffer.wrap(id))).isTrue();
            }
        }
    }

    @Test
    void valuesAndTheirListeners() throws Exception {
        SSLSession session = EnginePair.established().server.engine.getSession();
        List<String> events = new ArrayList<>();
        class Bound implements SSLSessionBindingListener {
            @Override
            public void valueBound(SSLSessionBindingEvent event) {
                events.add("bound " + event.getName());
            }

            @Override
            public void valueUnbound(SSLSessionBindingEvent event) {
                events.add("unbound " + event.getName());
            }
        }
        assertThat(session.getValueNames()).isEmpty();
        session.putValue("a", new Bound());
        session.putValue("a", new Bound());
        session.putValue("b", "text");
        assertThat(session.getValueNames()).containsExactly("a", "b");
        session.removeValue("a");
        session.removeValue("never");
        assertThat(events).containsExactly("bound a", "bound a", "unbound a", "unbound a");
        assertThat(session.getValue("b")).isEqualTo("text");
        assertThatThrownBy(() -> session.putValue(null, "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.putValue("x", null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.getValue(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.removeValue(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void callbacksSeeTheHandshakeSessionAndTheirValuesSurvive() throws Exception {
        Recorder client = new Recorder();
        Recorder server = new Recorder();
        EnginePair pair = EnginePair.of(client.context(Contexts.keys(Contexts.CLIENT)),
                server.context(Contexts.keys(Contexts.SERVER)));
        pair.server.engine.setNeedClientAuth(true);
        pair.handshake();

        for (Recorder recorder : List.of(client, server)) {
            assertThat(recorder.seen).hasSize(2);
            for (String seen : recorder.seen) {
                assertThat(seen).contains("TLSv1.3 TLS_").contains("server.example").doesNotContain("algorithms 0");
            }
            assertThat(recorder.seen).anyMatch(seen -> seen.startsWith("trust") && seen.endsWith("peer yes"));
        }
        assertThat(pair.client.engine.getSession().getValue("mark")).isEqualTo("set in a callback");
        assertThat(pair.server.engine.getSession().getValue("mark")).isEqualTo("set in a callback");
        assertThat(pair.client.engine.getHandshakeSession()).isNull();
        assertThat(pair.server.engine.getHandshakeSession()).isNull();
    }

    @Test
    void liveValuesOfTheConnection() throws Exception {
        EnginePair pair = EnginePair.established();
        SSLSession session = pair.server.engine.getSession();
        assertThat(session.getValue("org.handfast.tls.handshakeConfirmed")).isEqualTo(Boolean.TRUE);
        assertThat(session.getValue("org.handfast.connection")).isInstanceOfSatisfying(HandshakeFacts.class, facts -> {
            assertThat(facts.group()).isPresent();
            assertThat(facts.serverName()).contains("server.example");
        });
        assertThat(session.getValue("org.handfast.profile")).isNull();
        assertThatThrownBy(() -> session.putValue("org.handfast.tls.handshakeConfirmed", true))
                .isInstanceOf(IllegalArgumentException.class);
        session.removeValue("org.handfast.tls.handshakeConfirmed");
        assertThat(session.getValue("org.handfast.tls.handshakeConfirmed")).isEqualTo(Boolean.TRUE);
    }

    @Test
    void invalidatedSessionsGoOnWorking() throws Exception {
        EnginePair pair = EnginePair.established();
        SSLSession session = pair.client.engine.getSession();
        SSLSessionContext context = session.getSessionContext();
        assertThat(context.getSession(session.getId())).isSameAs(session);
        session.invalidate();
        assertThat(session.isValid()).isFalse();
        assertThat(context.getSession(session.getId())).isNull();
        assertThat(session.getSessionContext()).isNull();
        assertThat(pair.send(pair.client, pair.server, "still here")).isEqualTo("still here");
    }

    @Test
    void sessionContextListsSessions() throws Exception {
        SSLContext server = Contexts.server();
        SSLSessionContext context = server.getServerSessionContext();
        List<EnginePair> alive = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            alive.add(EnginePair.of(Contexts.client(), server).handshake());
        }
        SSLSession first = alive.get(0).server.engine.getSession();
        assertThat(Collections.list(context.getIds())).hasSize(3).anyMatch(id -> Arrays.equals(id, first.getId()));
        assertThat(first.getSessionContext()).isSameAs(context);
        assertThat(context.getSession(new byte[0])).isNull();
        assertThat(context.getSession(new byte[32])).isNull();
        assertThatThrownBy(() -> context.getSession(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> context.setSessionTimeout(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> context.setSessionCacheSize(-1)).isInstanceOf(IllegalArgumentException.class);
        var snapshot = context.getIds();
        context.setSessionCacheSize(1);
        assertThat(Collections.list(context.getIds())).hasSize(1);
        assertThat(Collections.list(snapshot)).hasSize(3);
        context.setSessionTimeout(0);
        context.setSessionCacheSize(0);
        assertThat(context.getSessionTimeout()).isZero();
        assertThat(context.getSessionCacheSize()).isZero();
        assertThat(Collections.list(context.getIds())).hasSize(1);
        assertThat(Collections.list(server.getClientSessionContext().getIds())).isEmpty();
        assertThat(alive).hasSize(3);
    }

    @Test
    void extendedSessionSpeaksJcaNames() throws Exception {
        EnginePair pair = EnginePair.established();
        for (EngineSide side : List.of(pair.client, pair.server)) {
            ExtendedSSLSession session = (ExtendedSSLSession) side.engine.getSession();
            assertThat(session.getLocalSupportedSignatureAlgorithms()).isNotEmpty();
            assertThat(session.getRequestedServerNames()).containsExactly(new SNIHostName("server.example"));
            assertThat(session.getStatusResponses()).isEmpty();
            for (String name : session.getLocalSupportedSignatureAlgorithms()) {
                assertThat(Signature.getInstance(name)).isNotNull();
            }
        }
        ExtendedSSLSession server = (ExtendedSSLSession) pair.server.engine.getSession();
        assertThat(server.getPeerSupportedSignatureAlgorithms())
                .contains("SHA256withECDSA", "RSASSA-PSS", "SHA256withRSA");
    }

    @Test
    void exportedKeyingMaterialIsTheSameOnBothSides() throws Exception {
        EnginePair pair = EnginePair.established();
        HandfastSession client = (HandfastSession) pair.client.engine.getSession();
        HandfastSession server = (HandfastSession) pair.server.engine.getSession();
        byte[] material = client.exportKeyingMaterialData("EXPORTER-test", new byte[] {1}, 40);
        assertThat(material)
                .hasSize(40)
                .isEqualTo(server.exportKeyingMaterialData("EXPORTER-test", new byte[] {1}, 40));
        assertThat(client.exportKeyingMaterialKey("AES", "EXPORTER-test", null, 16).getEncoded())
                .isEqualTo(server.exportKeyingMaterialData("EXPORTER-test", null, 16));
        assertThatThrownBy(() -> client.exportKeyingMaterialData("", null, 16))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> client.exportKeyingMaterialData("x", null, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sessionsOfOneEngineAreEqual() throws Exception {
        EnginePair pair = EnginePair.established();
        SSLSession first = pair.client.engine.getSession();
        assertThat(first).isEqualTo(pair.client.engine.getSession()).hasSameHashCodeAs(pair.client.engine.getSession());
        assertThat(first.getLastAccessedTime()).isGreaterThanOrEqualTo(first.getCreationTime());
        assertThat(first).isNotEqualTo(pair.server.engine.getSession());
    }

    /** Writes down what callbacks can see. */
    private static final class Recorder {
        final List<String> seen = Collections.synchronizedList(new ArrayList<>());

        SSLContext context(KeyManager[] keys) {
            return Contexts.context(
                    new KeyManager[] {new Keys(this, (X509ExtendedKeyManager) keys[0])},
                    new TrustManager[] {new Trust(this, (X509ExtendedTrustManager) Contexts.trust()[0])});
        }

        void record(String callback, SSLEngine engine) {
            ExtendedSSLSession session = (ExtendedSSLSession) engine.getHandshakeSession();
            String peer;
            try {
                peer = session.getPeerCertificates().length > 0 ? "yes" : "empty";
            } catch (SSLPeerUnverifiedException e) {
                peer = "no";
            }
            int algorithms = callback.startsWith("key")
                    ? session.getPeerSupportedSignatureAlgorithms().length
                    : session.getLocalSupportedSignatureAlgorithms().length;
            session.putValue("mark", "set in a callback");
            seen.add(callback + " " + session.getProtocol() + " " + session.getCipherSuite() + " "
                    + session.getRequestedServerNames() + " algorithms " + algorithms + ", peer " + peer);
        }
    }

    private static final class Keys extends X509ExtendedKeyManager {
        private final Recorder recorder;
        private final X509ExtendedKeyManager keys;

        Keys(Recorder recorder, X509ExtendedKeyManager keys) {
            this.recorder = recorder;
            this.keys = keys;
        }

        @Override
        public String chooseEngineClientAlias(String[] keyType, Principal[] issuers, SSLEngine engine) {
            return chosen(keys.chooseEngineClientAlias(keyType, issuers, engine), engine);
        }

        @Override
        public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
            return chosen(keys.chooseEngineServerAlias(keyType, issuers, engine), engine);
        }

        private String chosen(String alias, SSLEngine engine) {
            if (alias != null) {
                recorder.record("key", engine);
            }
            return alias;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return keys.getClientAliases(keyType, issuers);
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
            throw new AssertionError("asked for a socket");
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return keys.getServerAliases(keyType, issuers);
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            throw new AssertionError("asked for a socket");
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public java.security.PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }

    private static final class Trust extends X509ExtendedTrustManager {
        private final Recorder recorder;
        private final X509ExtendedTrustManager trust;

        Trust(Recorder recorder, X509ExtendedTrustManager trust) {
            this.recorder = recorder;
            this.trust = trust;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            recorder.record("trust", engine);
            trust.checkClientTrusted(chain, authType, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            recorder.record("trust", engine);
            trust.checkServerTrusted(chain, authType, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new AssertionError("asked about a socket");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            throw new AssertionError("asked about a socket");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new AssertionError("asked without engine");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            throw new AssertionError("asked without engine");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trust.getAcceptedIssuers();
        }
    }
}
