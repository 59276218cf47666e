package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/**
 * A server driven as Undertow's conduit drives it: 17 KiB buffers, settings changed late, tasks run on the spot, one
 * wrap after a failure, loops bounded where the conduit's are not.
 */
class UndertowConduitTest {
    private static final int POOLED = 17 * 1024;
    private static final int MOST_LOOPS = 50;

    @Test
    void handshakeAndDataWithSettingsChangedInsideTheFirstUnwrap() throws Exception {
        Conduit conduit = new Conduit();
        EngineSide client = client("h2", "http/1.1");
        client.engine.beginHandshake();
        conduit.lateSettings = engine -> {
            engine.setEnabledCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"});
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            engine.setSSLParameters(parameters);
        };
        talk(conduit, client);
        assertThat(conduit.finished).isEqualTo(1);
        assertThat(conduit.engine.getApplicationProtocol()).isEqualTo("http/1.1");
        assertThat(client.engine.getSession().getCipherSuite()).isEqualTo("TLS_AES_256_GCM_SHA384");

        client.wrap(ByteBuffer.wrap("GET /".getBytes(StandardCharsets.UTF_8)));
        ByteBuffer user = ByteBuffer.allocate(16_364);
        conduit.read(client.wire, user);
        assertThat(StandardCharsets.UTF_8.decode(user.flip()).toString()).isEqualTo("GET /");
    }

    @Test
    void smallUserBufferOverflowsOnceThenAPooledOneSuffices() throws Exception {
        Conduit conduit = new Conduit();
        EngineSide client = client();
        client.engine.beginHandshake();
        talk(conduit, client);
        client.wrap(ByteBuffer.allocate(16_384));
        int size = client.wire.remaining();
        ByteBuffer few = ByteBuffer.allocate(3);
        SSLEngineResult first = conduit.engine.unwrap(client.wire, few);
        assertThat(first.getStatus()).isEqualTo(Status.BUFFER_OVERFLOW);
        assertThat(client.wire.remaining()).isEqualTo(size);
        SSLEngineResult second = conduit.engine.unwrap(
                client.wire, new ByteBuffer[] {few, ByteBuffer.allocateDirect(POOLED)}, 0, 2);
        assertThat(second.getStatus()).isEqualTo(Status.OK);
        assertThat(second.bytesProduced()).isEqualTo(16_384);
    }

    @Test
    void largestRecordFitsThePool() throws Exception {
        Conduit conduit = new Conduit();
        EngineSide client = client();
        client.engine.beginHandshake();
        talk(conduit, client);
        ByteBuffer pooled = ByteBuffer.allocateDirect(POOLED);
        SSLEngineResult result = conduit.engine.wrap(ByteBuffer.allocate(100_000), pooled);
        assertThat(result.getStatus()).isEqualTo(Status.OK);
        assertThat(conduit.engine.getSession().getPacketBufferSize()).isLessThanOrEqualTo(POOLED);
    }

    @Test
    void afterAFailureOneWrapGivesTheAlert() throws Exception {
        Conduit conduit = new Conduit();
        conduit.engine.setNeedClientAuth(true);
        EngineSide client = client();
        client.engine.beginHandshake();
        assertThatThrownBy(() -> talk(conduit, client)).isInstanceOf(SSLException.class)
                .hasMessageContaining("certificate_required");
        ByteBuffer out = ByteBuffer.allocateDirect(POOLED);
        SSLEngineResult alert = conduit.engine.wrap(ByteBuffer.allocate(0), out);
        assertThat(alert.bytesProduced()).isPositive();
        assertThatThrownBy(() -> client.unwrap(out.flip(), ByteBuffer.allocate(0)))
                .hasMessageStartingWith("Received fatal alert: certificate_required");
    }

    /** As ConnectionSSLSessionInfo does when an application wants a certificate of a connection made without. */
    @Test
    void aCertificateWantedLaterIsRefusedAtOnceAndTheConnectionLivesOn() throws Exception {
        Conduit conduit = new Conduit();
        EngineSide client = client();
        client.engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        client.engine.beginHandshake();
        talk(conduit, client);
        assertThat(conduit.engine.getSession().getProtocol()).isEqualTo("TLSv1.2");

        conduit.engine.setNeedClientAuth(true);
        conduit.engine.getSession().invalidate();
        assertThatThrownBy(conduit.engine::beginHandshake).isInstanceOf(SSLException.class)
                .hasMessageContaining("no renegotiation");

        assertThat(conduit.engine.getHandshakeStatus()).isEqualTo(HandshakeStatus.NOT_HANDSHAKING);
        client.wrap(ByteBuffer.wrap("GET /".getBytes(StandardCharsets.UTF_8)));
        ByteBuffer user = ByteBuffer.allocate(16_364);
        conduit.read(client.wire, user);
        assertThat(StandardCharsets.UTF_8.decode(user.flip()).toString()).isEqualTo("GET /");
    }

    /** Undertow offers HTTP/2 where this name is enabled, whatever key the server has. */
    @Test
    void theSuiteThatUndertowLooksForIsEnabled() throws Exception {
        String wanted = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
        assertThat(new Conduit().engine.getEnabledCipherSuites()).contains(wanted);
        assertThat(Contexts.server().createSSLEngine().getEnabledCipherSuites()).contains(wanted);
        assertThat(client("h2").engine.getEnabledCipherSuites()).as("clients offer it").contains(wanted);
    }

    @Test
    void closingAsTheConduitDoes() throws Exception {
        Conduit never = new Conduit();
        for (int i = 0; i < 3; i++) {
            never.engine.closeOutbound();
            never.engine.closeInbound();
        }
        assertThat(never.engine.isInboundDone() && never.engine.isOutboundDone()).isTrue();

        Conduit conduit = new Conduit();
        EngineSide client = client();
        client.engine.beginHandshake();
        talk(conduit, client);
        conduit.engine.closeOutbound();
        ByteBuffer out = ByteBuffer.allocate(POOLED);
        assertThat(conduit.engine.wrap(ByteBuffer.allocate(0), out).getStatus()).isEqualTo(Status.CLOSED);
        assertThat(client.unwrap(out.flip(), ByteBuffer.allocate(0)).getStatus()).isEqualTo(Status.CLOSED);
        assertThatThrownBy(conduit.engine::closeInbound).isInstanceOf(SSLException.class);
        conduit.engine.closeInbound();
    }

    private static EngineSide client(String... protocols) {
        SSLEngine engine = Contexts.client().createSSLEngine("server.example", 443);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
        return new EngineSide(engine);
    }

    /** Until both are done. */
    private static void talk(Conduit conduit, EngineSide client) throws SSLException {
        for (int i = 0; i < MOST_LOOPS; i++) {
            client.tasks();
            boolean wanted = client.engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
            if (wanted) {
                client.wrap();
            }
            conduit.read(client.wire, ByteBuffer.allocate(0));
            conduit.out.flip();
            boolean arrived = conduit.out.hasRemaining();
            while (conduit.out.hasRemaining()
                    && client.engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP) { // tickets come after the end
                client.unwrap(conduit.out, ByteBuffer.allocate(0));
                client.tasks();
            }
            conduit.out.compact();
            if (!wanted && !arrived && !client.wire.hasRemaining()) {
                return;
            }
        }
        throw new AssertionError("no end");
    }

    /** Settings changed at the last moment. */
    private interface LateSettings {
        void change(SSLEngine engine);
    }

    /** The loops of SslConduit. */
    private static final class Conduit {
        final SSLEngine engine = Contexts.server().createSSLEngine("192.0.2.7", 4711);
        final ByteBuffer out = ByteBuffer.allocateDirect(4 * POOLED);
        LateSettings lateSettings = late -> { };
        int finished;

        Conduit() throws SSLException {
            engine.setUseClientMode(false);
            SSLParameters elytron = engine.getSSLParameters();
            elytron.setProtocols(engine.getSupportedProtocols());
            elytron.setCipherSuites(engine.getSupportedCipherSuites());
            elytron.setUseCipherSuitesOrder(true);
            elytron.setWantClientAuth(false);
            elytron.setNeedClientAuth(false);
            engine.setSSLParameters(elytron);
            SSLParameters alpn = engine.getSSLParameters();
            alpn.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            engine.setSSLParameters(alpn);
            engine.setUseClientMode(false);
            engine.setEnableSessionCreation(true);
            engine.beginHandshake();
        }

        /** doUnwrap and doHandshake: unwrap while it helps, tasks at once, wrap while asked. */
        void read(ByteBuffer in, ByteBuffer user) throws SSLException {
            if (in.hasRemaining()) {
                lateSettings.change(engine);
                lateSettings = late -> { };
            }
            for (int i = 0; ; i++) {
                assertThat(i).isLessThan(MOST_LOOPS);
                SSLEngineResult result = engine.unwrap(in, new ByteBuffer[] {user}, 0, 1);
                note(result);
                if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                    continue;
                }
                if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                    write();
                    continue;
                }
                boolean again = result.getStatus() == Status.OK && in.hasRemaining();
                if (!again) {
                    return;
                }
            }
        }

        private void write() throws SSLException {
            SSLEngineResult result;
            int loops = 0;
            do {
                assertThat(++loops).isLessThan(MOST_LOOPS);
                result = engine.wrap(new ByteBuffer[0], 0, 0, out);
                assertThat(result.getStatus()).isNotEqualTo(Status.BUFFER_UNDERFLOW);
                note(result);
            } while (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
        }

        private void note(SSLEngineResult result) {
            finished += result.getHandshakeStatus() == HandshakeStatus.FINISHED ? 1 : 0;
        }
    }
}
