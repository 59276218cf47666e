package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What JSSE promises of TLS 1.2 beyond what holds for every version. */
class Tls12ContractsTest {
    private static final String[] TLS12 = {"TLSv1.2"};
    private static final String FALLBACK = "TLS_FALLBACK_SCSV";

    /** Managers that write down under which names they are asked; what is asked in vain does not count. */
    private static final class Asked {
        final List<String> names = new CopyOnWriteArrayList<>();

        KeyManager keys(Identity identity) {
            X509ExtendedKeyManager own = (X509ExtendedKeyManager) Contexts.keys(identity)[0];
            return new X509ExtendedKeyManager() {
                @Override
                public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
                    return named("server key " + keyType, own.chooseServerAlias(keyType, issuers, socket));
                }

                @Override
                public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
                    for (String keyType : keyTypes) {
                        String alias = own.chooseClientAlias(new String[] {keyType}, issuers, socket);
                        if (alias != null) {
                            return named("client key " + keyType, alias);
                        }
                    }
                    return null;
                }

                @Override
                public String[] getClientAliases(String keyType, Principal[] issuers) {
                    return own.getClientAliases(keyType, issuers);
                }

                @Override
                public String[] getServerAliases(String keyType, Principal[] issuers) {
                    return own.getServerAliases(keyType, issuers);
                }

                @Override
                public X509Certificate[] getCertificateChain(String alias) {
                    return own.getCertificateChain(alias);
                }

                @Override
                public PrivateKey getPrivateKey(String alias) {
                    return own.getPrivateKey(alias);
                }
            };
        }

        TrustManager trust() {
            X509ExtendedTrustManager own = (X509ExtendedTrustManager) Contexts.trust()[0];
            return new X509ExtendedTrustManager() {
                @Override
                public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
                    names.add("client trust " + authType);
                }

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                        throws CertificateException {
                    names.add("server trust " + authType);
                    own.checkServerTrusted(chain, authType, socket);
                }

                @Override
                public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
                    throw new AssertionError("not an engine");
                }

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
                    throw new AssertionError("not an engine");
                }

                @Override
                public void checkClientTrusted(X509Certificate[] chain, String authType) {
                    throw new AssertionError("not extended");
                }

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String authType) {
                    throw new AssertionError("not extended");
                }

                @Override
                public X509Certificate[] getAcceptedIssuers() {
                    return own.getAcceptedIssuers();
                }
            };
        }

        private String named(String name, String alias) {
            if (alias != null) {
                names.add(name);
            }
            return alias;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EC_P256, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ECDHE_ECDSA",
        "RSA_2048, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, ECDHE_RSA",
        "ED25519, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, ECDHE_ECDSA"
    })
    void managersAreAskedUnderTheNamesOfTheJdk(KeyKind kind, String suite, String exchange) throws Exception {
        List<String> ours = asked(kind, suite, Stack.HANDFAST);
        assertThat(ours).contains("server trust " + exchange).hasSize(4);
        // the JDK has no name for clients with Edwards curves and says so; our own trust managers hear one
        assertThat(asked(kind, suite, Stack.SUN).stream().map(name -> name.replace("UNKNOWN", "EdDSA")).toList())
                .containsExactlyInAnyOrderElementsOf(ours);
    }

    private static List<String> asked(KeyKind kind, String suite, Stack stack) throws Exception {
        Asked asked = new Asked();
        KeyManager server = asked.keys(Contexts.CA.localhost(kind));
        KeyManager client = asked.keys(Contexts.CA.client("asked", kind));
        try (SocketPair pair = SocketPair.of(
                stack.sockets(client, asked.trust()), stack.serverSockets(server, asked.trust()))) {
            for (SSLSocket side : List.of(pair.client, pair.server)) {
                side.setEnabledProtocols(TLS12);
                side.setEnabledCipherSuites(new String[] {suite});
            }
            pair.server.setNeedClientAuth(true);
            pair.shaken();
            assertThat(pair.client.getSession().getCipherSuite()).isEqualTo(suite);
            return asked.names;
        }
    }

    @Test
    void enginesDoNotRenegotiateAndGoOn() throws Exception {
        EnginePair pair = pair(TLS12, TLS12).handshake();
        for (EngineSide side : List.of(pair.client, pair.server)) {
            assertThatThrownBy(side.engine::beginHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("renegotiation");
        }
        pair.server.engine.setNeedClientAuth(true);
        assertThatThrownBy(pair.server.engine::beginHandshake).isInstanceOf(SSLException.class);
        pair.run();
        assertThat(pair.send(pair.client, pair.server, "still")).isEqualTo("still");
        assertThat(pair.send(pair.server, pair.client, "here")).isEqualTo("here");
    }

    @Test
    void socketsDoNotRenegotiateAndGoOn() throws Exception {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST)) {
                pair.client.setEnabledProtocols(TLS12);
                pair.shaken();
                assertThat(pair.client.getSession().getProtocol()).isEqualTo("TLSv1.2");
                pair.client.startHandshake();
                pair.server.startHandshake();
                pair.server.setNeedClientAuth(true);
                assertThatThrownBy(pair.server::startHandshake)
                        .isInstanceOf(SSLException.class)
                        .hasMessageContaining("renegotiation");
                pair.server.getOutputStream().write(7);
                assertThat(pair.client.getInputStream().read()).isEqualTo(7);
            }
        });
    }

    /** RFC 7507: the client names the signal as if it were a suite; it is none, and not among the supported. */
    @Test
    void aClientThatFallsBackCanSaySo() throws Exception {
        EnginePair refused = pair(TLS12, new String[] {"TLSv1.3", "TLSv1.2"});
        fallBack(refused.client.engine);
        assertThatThrownBy(refused::handshake)
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("INAPPROPRIATE_FALLBACK");
        EnginePair taken = pair(TLS12, TLS12);
        fallBack(taken.client.engine);
        assertThat(taken.handshake().client.engine.getSession().getProtocol()).isEqualTo("TLSv1.2");
        EnginePair newest = pair(new String[] {"TLSv1.3", "TLSv1.2"}, new String[] {"TLSv1.3"});
        fallBack(newest.client.engine);
        assertThat(newest.handshake().client.engine.getSession().getProtocol())
                .as("not a fallback").isEqualTo("TLSv1.3");
    }

    private static void fallBack(SSLEngine client) {
        assertThat(client.getSupportedCipherSuites()).doesNotContain(FALLBACK);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setCipherSuites(Stream.concat(
                Arrays.stream(parameters.getCipherSuites()), Stream.of(FALLBACK)).toArray(String[]::new));
        client.setSSLParameters(parameters);
        assertThat(client.getEnabledCipherSuites()).contains(FALLBACK);
        assertThat(client.getSSLParameters().getCipherSuites()).contains(FALLBACK);
    }

    @Test
    void everyRecordFitsTheAnnouncedSize() throws Exception {
        EnginePair pair = pair(TLS12, TLS12).handshake();
        SSLSession session = pair.client.engine.getSession();
        byte[] data = new byte[3 * session.getApplicationBufferSize() + 1];
        Arrays.fill(data, (byte) 5);
        assertThat(pair.send(pair.client, pair.server, data)).isEqualTo(data);
        assertThat(pair.client.results).allMatch(result -> result.bytesProduced() <= session.getPacketBufferSize());
        assertThat(session.getPacketBufferSize())
                .as("an explicit IV, the largest MAC and the longest padding")
                .isGreaterThanOrEqualTo(5 + 16384 + 16 + 48 + 256);
    }

    @Test
    void theSessionIsThatOfTls12() throws Exception {
        EnginePair pair = pair(TLS12, TLS12).handshake();
        SSLSession client = pair.client.engine.getSession();
        SSLSession server = pair.server.engine.getSession();
        assertThat(client.getProtocol()).isEqualTo("TLSv1.2");
        assertThat(client.getCipherSuite()).isEqualTo(server.getCipherSuite()).contains("_WITH_");
        assertThat(client.getPeerCertificates()).hasSameSizeAs(server.getLocalCertificates());
        assertThat(client.getId()).isNotEmpty();
        assertThat(server.getId()).isNotEmpty();
    }

    private static EnginePair pair(String[] client, String[] server) {
        EnginePair pair = EnginePair.ours();
        pair.client.engine.setEnabledProtocols(client);
        pair.server.engine.setEnabledProtocols(server);
        return pair;
    }
}
