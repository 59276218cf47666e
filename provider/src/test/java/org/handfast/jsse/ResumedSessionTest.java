package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.handfast.credential.HandshakeFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of one SSLContext resume where all that matters is the same (security rules T-1, T-6). */
class ResumedSessionTest {
    private final SSLContext clients = Contexts.client();
    private final SSLContext servers = Contexts.server();

    @Test
    void theSecondConnectionOfAContextIsResumed() throws Exception {
        SSLSession first = connect(engine("localhost", 443));
        SSLSession second = connect(engine("localhost", 443));
        assertThat(resumed(first)).isFalse();
        assertThat(resumed(second)).isTrue();
        assertThat(second.getPeerCertificates()).isEqualTo(first.getPeerCertificates());
        assertThat(second.getCipherSuite()).isEqualTo(first.getCipherSuite());
        assertThat(second.getId()).isNotEqualTo(first.getId());
    }

    @ParameterizedTest
    @CsvSource({"other.localhost, 443", "localhost, 8443"})
    void anotherPlaceIsNotResumed(String host, int port) throws Exception {
        connect(engine("localhost", 443));
        assertThat(resumed(connect(engine(host, port)))).isFalse();
    }

    @Test
    void withoutNameOrPortNothingIsResumed() throws Exception {
        connect(clients.createSSLEngine());
        assertThat(resumed(connect(clients.createSSLEngine()))).isFalse();
    }

    @Test
    void anotherWayToIdentifyTheServerIsNotResumed() throws Exception {
        connect(engine("localhost", 443));
        SSLEngine strict = engine("localhost", 443);
        SSLParameters parameters = strict.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        strict.setSSLParameters(parameters);
        assertThat(resumed(connect(strict))).isFalse();
        SSLEngine again = engine("localhost", 443);
        again.setSSLParameters(parameters);
        assertThat(resumed(connect(again))).isTrue();
    }

    @Test
    void anotherContextIsNotResumed() throws Exception {
        connect(engine("localhost", 443));
        EnginePair pair = new EnginePair(Contexts.client().createSSLEngine("localhost", 443), server());
        pair.handshake();
        assertThat(resumed(pair.client.engine.getSession())).isFalse();
        EnginePair other = new EnginePair(engine("localhost", 443), Contexts.server().createSSLEngine());
        other.server.engine.setUseClientMode(false);
        other.handshake();
        assertThat(resumed(other.client.engine.getSession())).as("another server").isFalse();
    }

    @Test
    void anInvalidSessionDoesNotComeBack() throws Exception {
        connect(engine("localhost", 443)).invalidate();
        assertThat(resumed(connect(engine("localhost", 443)))).isFalse();
    }

    /** RFC 5246 §7.2.2. */
    @Test
    void anAlertEndsTheSessionOfTheClient() throws Exception {
        connect(older(engine("other.localhost", 443)));
        SSLEngine client = older(engine("localhost", 443));
        connect(client);
        assertThatThrownBy(() -> client.unwrap(garbage(), ByteBuffer.allocate(20_000)))
                .isInstanceOf(SSLException.class);
        assertThat(resumed(connect(older(engine("localhost", 443))))).isFalse();
        assertThat(resumed(connect(older(engine("other.localhost", 443))))).as("another session").isTrue();
    }

    /** RFC 5246 §7.2.2, of a session known by its id; that the peer hangs up, which can be feigned, ends none. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyAnAlertEndsTheSessionOfTheServer(boolean cut) throws Exception {
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "false");
        try {
            SSLContext theirs = Contexts.server();
            EnginePair first = new EnginePair(older(engine("localhost", 443)), theirs.createSSLEngine());
            first.handshake();
            SSLEngine server = first.server.engine;
            if (cut) {
                assertThatThrownBy(server::closeInbound).isInstanceOf(SSLException.class);
            } else {
                assertThatThrownBy(() -> server.unwrap(garbage(), ByteBuffer.allocate(20_000)))
                        .isInstanceOf(SSLException.class);
            }
            EnginePair second = new EnginePair(older(engine("localhost", 443)), theirs.createSSLEngine());
            second.handshake();
            assertThat(resumed(second.client.engine.getSession())).isEqualTo(cut);
        } finally {
            System.clearProperty("jdk.tls.server.enableSessionTicketExtension");
        }
    }

    private static SSLEngine older(SSLEngine engine) {
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        return engine;
    }

    /** A record that nobody with the keys has made. */
    private static ByteBuffer garbage() {
        return ByteBuffer.allocate(5 + 64).put(new byte[] {23, 3, 3, 0, 64}).rewind();
    }

    @Test
    void withoutNewSessionsOnlyAKeptOneWillDo() throws Exception {
        SSLEngine nothingKept = engine("localhost", 443);
        nothingKept.setEnableSessionCreation(false);
        EnginePair refused = new EnginePair(nothingKept, server());
        assertThatThrownBy(refused::handshake).isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("new ones are disabled");
        connect(engine("localhost", 443));
        SSLEngine kept = engine("localhost", 443);
        kept.setEnableSessionCreation(false);
        assertThat(resumed(connect(kept))).isTrue();
    }

    @Test
    void aServerWithoutNewSessionsTakesThoseItKnows() throws Exception {
        connect(engine("localhost", 443));
        SSLEngine strict = server();
        strict.setEnableSessionCreation(false);
        EnginePair pair = new EnginePair(engine("localhost", 443), strict);
        pair.handshake();
        assertThat(resumed(pair.server.engine.getSession())).isTrue();
        SSLEngine again = server();
        again.setEnableSessionCreation(false);
        EnginePair unknown = new EnginePair(Contexts.client().createSSLEngine("localhost", 443), again);
        assertThatThrownBy(unknown::handshake).isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("new ones are disabled");
    }

    @Test
    void theSizeOfTheClientsContextBoundsItsStore() throws Exception {
        clients.getClientSessionContext().setSessionCacheSize(1);
        connect(engine("localhost", 443));
        connect(engine("localhost", 8443));
        assertThat(resumed(connect(engine("localhost", 443)))).as("made room").isFalse();
        assertThat(resumed(connect(engine("localhost", 443)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"jdk.tls.client.enableSessionTicketExtension, false", "jdk.tls.server.newSessionTicketCount, 0"})
    void propertiesOfTheJdkAreHonoured(String property, String value) throws Exception {
        System.setProperty(property, value);
        try {
            SSLContext ours = Contexts.client();
            SSLContext theirs = Contexts.server();
            for (int i = 0; i < 2; i++) {
                EnginePair pair = new EnginePair(ours.createSSLEngine("localhost", 443), theirs.createSSLEngine());
                pair.handshake();
                pair.send(pair.server, pair.client, "tickets would come before this");
                assertThat(resumed(pair.client.engine.getSession())).isFalse();
            }
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void dataFlowsOverAResumedConnection() throws Exception {
        connect(engine("localhost", 443));
        EnginePair pair = new EnginePair(engine("localhost", 443), server());
        pair.handshake();
        assertThat(resumed(pair.server.engine.getSession())).isTrue();
        assertThat(pair.send(pair.client, pair.server, "request")).isEqualTo("request");
        assertThat(pair.send(pair.server, pair.client, "response")).isEqualTo("response");
    }

    @Test
    void applicationsSeeThatASessionIsResumedAndCannotSaySoThemselves() throws Exception {
        SSLSession first = connect(engine("localhost", 443));
        assertThat(first.getValue("org.handfast.tls.resumed")).isEqualTo(false);
        EnginePair pair = new EnginePair(engine("localhost", 443), server());
        pair.handshake();
        for (EngineSide side : List.of(pair.client, pair.server)) {
            SSLSession second = side.engine.getSession();
            assertThat(second.getValue("org.handfast.tls.resumed")).isEqualTo(true);
            second.removeValue("org.handfast.tls.resumed");
            assertThat(second.getValue("org.handfast.tls.resumed")).isEqualTo(true);
            assertThatThrownBy(() -> second.putValue("org.handfast.tls.resumed", false))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** "failure to properly close a connection no longer requires that a session not be resumed", RFC 5246 §7.2.1. */
    @Test
    void hangingUpLeavesTheSessionUsable() throws Exception {
        SSLEngine client = engine("localhost", 443);
        connect(client);
        assertThatThrownBy(client::closeInbound).isInstanceOf(SSLException.class);
        assertThat(client.getSession().isValid()).isTrue();
        assertThat(resumed(connect(engine("localhost", 443)))).isTrue();
    }

    private SSLEngine engine(String host, int port) {
        return clients.createSSLEngine(host, port);
    }

    private SSLEngine server() {
        return servers.createSSLEngine();
    }

    /** Handshake, and a byte each way so that the tickets have arrived. */
    private SSLSession connect(SSLEngine client) throws Exception {
        EnginePair pair = new EnginePair(client, server());
        pair.handshake();
        assertThat(List.of(pair.send(pair.client, pair.server, "a"), pair.send(pair.server, pair.client, "b")))
                .containsExactly("a", "b");
        return pair.client.engine.getSession();
    }

    private static boolean resumed(SSLSession session) {
        return ((HandshakeFacts) session.getValue(HandfastSession.CONNECTION)).resumed();
    }
}
