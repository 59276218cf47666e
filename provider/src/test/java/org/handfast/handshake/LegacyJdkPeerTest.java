package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Role;
import org.handfast.engine.TlsEngine;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every legacy suite against the JDK, which knows no encrypt_then_mac: here the MAC is always inside. */
class LegacyJdkPeerTest {
    /** From Java 24 on the JDK's own engine refuses key transport; how it is configured is read once per process. */
    static Stream<CipherSuite> suites() {
        boolean refused = Security.getProperty("jdk.tls.disabledAlgorithms").contains("TLS_RSA_");
        return LegacySide.suites().filter(suite -> !refused || !suite.toString().startsWith("TLS_RSA_"));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void ourServer(CipherSuite suite) throws Exception {
        Identity identity = LegacySide.identity(suite);
        TlsEngine ours = LegacySide.engine(Role.SERVER, suite, identity);
        SSLEngine theirs = JdkWire.jdk("TLSv1.2", identity, LegacySide.CA, engine -> {
            JdkWire.asClient(engine);
            engine.setEnabledCipherSuites(new String[] {suite.toString()});
        });
        new JdkWire(ours, theirs).check(ProtocolVersion.TLS12, suite);
        assertThat(ours.facts().group().isPresent()).isEqualTo(!suite.toString().startsWith("TLS_RSA_"));
    }

    @ParameterizedTest
    @MethodSource("suites")
    void ourClient(CipherSuite suite) throws Exception {
        Identity identity = LegacySide.identity(suite);
        TlsEngine ours = LegacySide.engine(Role.CLIENT, suite, null);
        SSLEngine theirs = JdkWire.jdk("TLSv1.2", identity, LegacySide.CA, engine -> {
            JdkWire.asServer(engine, ClientAuthentication.NONE);
            engine.setEnabledCipherSuites(new String[] {suite.toString()});
        });
        new JdkWire(ours, theirs).check(ProtocolVersion.TLS12, suite);
        assertThat(ours.facts().peerChain()).isEqualTo(identity.chain());
        assertThat(ours.facts().extendedMainSecret()).isTrue();
    }

    /** Certificate, CertificateRequest, ServerHelloDone: nothing between is signed. */
    @Test
    void clientCertificates() throws Exception {
        CipherSuite suite = suites().filter(s -> s.toString().startsWith("TLS_RSA_WITH_AES_128_CBC"))
                .findFirst().orElse(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA);
        Identity client = LegacySide.CA.client("client", KeyKind.EC_P256);
        TlsEngine server = LegacySide.engine(Role.SERVER, LegacySide.policy(List.of(suite)), LegacySide.RSA,
                ClientAuthentication.NEED);
        SSLEngine theirClient = JdkWire.jdk("TLSv1.2", client, LegacySide.CA, engine -> {
            JdkWire.asClient(engine);
            engine.setEnabledCipherSuites(new String[] {suite.toString()});
        });
        new JdkWire(server, theirClient).check(ProtocolVersion.TLS12, suite);
        assertThat(server.facts().peerChain()).isEqualTo(client.chain());
        TlsEngine ourClient = LegacySide.engine(Role.CLIENT, suite, client);
        SSLEngine theirServer = JdkWire.jdk("TLSv1.2", LegacySide.RSA, LegacySide.CA, engine -> {
            JdkWire.asServer(engine, ClientAuthentication.NEED);
            engine.setEnabledCipherSuites(new String[] {suite.toString()});
        });
        new JdkWire(ourClient, theirServer).check(ProtocolVersion.TLS12, suite);
        assertThat(theirServer.getSession().getPeerCertificates()[0]).isEqualTo(client.certificate());
    }
}
