package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.handfast.credential.ClientAuthentication;
import org.handfast.engine.Need;
import org.handfast.engine.TlsEngine;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;

/** Our engine and the JDK's joined in memory. */
final class JdkWire {
    private final TlsEngine ours;
    private final SSLEngine theirs;
    private final ByteBuffer toOurs = ByteBuffer.allocate(100000);
    private final ByteBuffer toTheirs = ByteBuffer.allocate(100000);
    private final ByteBuffer weGot = ByteBuffer.allocate(20000);
    private final ByteBuffer theyGot = ByteBuffer.allocate(20000);

    JdkWire(TlsEngine ours, SSLEngine theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    /** An engine of the JDK with this identity that trusts those of an authority; {@code setup} says its mode. */
    static SSLEngine jdk(String protocol, Identity identity, Authority trusted, Consumer<SSLEngine> setup)
            throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509", "SunJSSE");
        keys.init(identity.keyStore(), Identity.PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
        trust.init(Certificates.trusting(trusted));
        SSLContext context = SSLContext.getInstance(protocol, "SunJSSE");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLEngine engine = context.createSSLEngine();
        setup.accept(engine);
        return engine;
    }

    /** A client of localhost that offers h2 and http/1.1. */
    static void asClient(SSLEngine engine) {
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("localhost")));
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        engine.setSSLParameters(parameters);
    }

    /** A server of h2. */
    static void asServer(SSLEngine engine, ClientAuthentication authentication) {
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(authentication == ClientAuthentication.NEED);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        engine.setSSLParameters(parameters);
    }

    /** A handshake on h2 of this version and suite, and a line each way. */
    void check(ProtocolVersion version, CipherSuite suite) throws Exception {
        handshake();
        assertThat(theirs.getSession().getProtocol()).isEqualTo(version.toString());
        assertThat(ours.facts().version()).contains(version);
        assertThat(theirs.getSession().getCipherSuite()).isEqualTo(suite.toString());
        assertThat(theirs.getApplicationProtocol()).isEqualTo("h2");
        assertThat(ours.facts().applicationProtocol()).contains("h2");
        toTheirs("to the JDK");
        toOurs("from the JDK");
        assertThat(theyGot()).isEqualTo("to the JDK");
        assertThat(weGot()).isEqualTo("from the JDK");
    }

    private void handshake() throws Exception {
        ours.begin();
        theirs.beginHandshake();
        for (int turns = 0; turns < 200 && !done(); turns++) {
            stepOurs();
            stepTheirs();
        }
        assertThat(done()).as(ours.need() + " " + theirs.getHandshakeStatus()).isTrue();
    }

    private boolean done() {
        return ours.established() && theirs.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                && ours.need() == Need.NOTHING;
    }

    private void stepOurs() {
        switch (ours.need()) {
            case WORK -> ours.work().run();
            case SEND -> ours.send(new ByteBuffer[0], 0, 0, toTheirs);
            default -> receiveOurs();
        }
    }

    private void receiveOurs() {
        toOurs.flip();
        ours.receive(toOurs, new ByteBuffer[] {weGot}, 0, 1);
        toOurs.compact();
    }

    private void stepTheirs() throws Exception {
        switch (theirs.getHandshakeStatus()) {
            case NEED_TASK -> theirs.getDelegatedTask().run();
            case NEED_WRAP -> theirs.wrap(ByteBuffer.allocate(0), toOurs);
            default -> unwrapTheirs();
        }
    }

    private void unwrapTheirs() throws Exception {
        toTheirs.flip();
        theirs.unwrap(toTheirs, theyGot);
        toTheirs.compact();
    }

    private void toTheirs(String text) throws Exception {
        ours.send(new ByteBuffer[] {ByteBuffer.wrap(text.getBytes())}, 0, 1, toTheirs);
        while (toTheirs.position() > 0) {
            unwrapTheirs();
        }
    }

    private void toOurs(String text) throws Exception {
        theirs.wrap(ByteBuffer.wrap(text.getBytes()), toOurs);
        while (toOurs.position() > 0) {
            receiveOurs();
        }
    }

    private String theyGot() {
        return new String(Arrays.copyOf(theyGot.array(), theyGot.position()));
    }

    private String weGot() {
        return new String(Arrays.copyOf(weGot.array(), weGot.position()));
    }
}
