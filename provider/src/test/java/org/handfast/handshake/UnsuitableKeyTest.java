package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A key selector hands out a key that fits no scheme the peer takes. A client has then no suitable certificate and says
 * so in both versions (RFC 9846 §4.5.1, RFC 5246 §7.4.6); a server has nothing else to say.
 */
class UnsuitableKeyTest {
    private static final Identity RSA = Certificates.authority("Unsuitable Root").localhost(KeyKind.RSA_2048);
    private static final SignatureScheme PSS = SignatureScheme.RSA_PSS_RSAE_SHA256;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientSendsAnEmptyCertificate(boolean tls12) {
        for (ClientAuthentication asked : List.of(ClientAuthentication.WANT, ClientAuthentication.NEED)) {
            Peers.Side client = Peers.client();
            client.policy = policy(tls12, Peers.SCHEMES);
            client.credentials = request -> Optional.of(Peers.CLIENT.credential());
            Peers.Side server = Peers.server();
            server.policy = policy(tls12, List.of(PSS));
            server.credentials = request -> Optional.of(RSA.credential());
            server.clientAuthentication = asked;
            Handshake handshake = new Handshake(client, server);
            TlsFailure failure = catchThrowableOfType(TlsFailure.class, handshake::run);
            if (asked == ClientAuthentication.WANT) {
                assertThat(failure).isNull();
                assertThat(handshake.server.established.facts().peerChain()).isEmpty();
                assertThat(handshake.client.established.facts().localChain()).isEmpty();
            } else {
                assertThat(failure.reason()).isEqualTo(
                        tls12 ? Reason.CLIENT_CERTIFICATE_MISSING : Reason.CERTIFICATE_REQUIRED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerFails(boolean tls12) {
        Peers.Side client = Peers.client();
        client.policy = policy(tls12, List.of(PSS));
        Peers.Side server = Peers.server();
        server.policy = policy(tls12, Peers.SCHEMES);
        Handshake handshake = new Handshake(client, server);
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, handshake::run);
        assertThat(failure.reason().alert().toString()).isEqualTo("handshake_failure");
        assertThat(handshake.client.established).isNull();
    }

    private static Policy policy(boolean tls12, List<SignatureScheme> schemes) {
        Policy all = tls12
                ? Peers.policy12(List.of(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256)) : Peers.policy();
        return all.with(all.versions(), all.suites(), schemes);
    }
}
