package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.NameVerdict;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.junit.jupiter.api.Test;

/** Whole handshakes, both sides ours, without records. */
class FullHandshakeTest {
    @Test
    void oneRoundTrip() {
        Handshake handshake = Handshake.run(Peers.client(), Peers.server());

        assertThat(handshake.server.events).containsExactly(
                "send server_hello", "change_cipher_spec", "writeWith", "readWith", "send encrypted_extensions",
                "send certificate", "send certificate_verify", "send finished", "writeWith", "readWith", "connected");
        assertThat(handshake.client.events).containsExactly(
                "send client_hello", "readWith", "change_cipher_spec", "writeWith", "readWith", "send finished",
                "writeWith", "connected");
        assertSame(handshake);
    }

    @Test
    void bothSidesKnowTheSame() {
        Handshake handshake = Handshake.run(Peers.client(), Peers.server());

        HandshakeFacts client = handshake.client.established.facts();
        HandshakeFacts server = handshake.server.established.facts();
        assertThat(client.version()).contains(ProtocolVersion.TLS13).isEqualTo(server.version());
        assertThat(client.suite()).contains(CipherSuite.TLS_AES_128_GCM_SHA256).isEqualTo(server.suite());
        assertThat(client.group()).contains(NamedGroup.X25519MLKEM768).isEqualTo(server.group());
        assertThat(client.peerChain()).isEqualTo(server.localChain()).isEqualTo(Peers.SERVER.chain());
        assertThat(client.peerScheme())
                .contains(SignatureScheme.ECDSA_SECP256R1_SHA256)
                .isEqualTo(server.localScheme());
        assertThat(client.confirmed()).isTrue();
        assertThat(server.confirmed()).isTrue();
        assertThat(client.helloRetried()).isFalse();
    }

    @Test
    void retriesForABetterGroup() {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy(Peers.TIERS, List.of(NamedGroup.X25519), false);

        Handshake handshake = Handshake.run(client, Peers.server());

        assertThat(handshake.server.events).startsWith("send server_hello", "change_cipher_spec", "send server_hello");
        assertThat(handshake.client.events).startsWith("send client_hello", "change_cipher_spec", "send client_hello");
        assertThat(handshake.client.events).containsOnlyOnce("change_cipher_spec");
        assertThat(handshake.server.events).containsOnlyOnce("change_cipher_spec");
        assertThat(handshake.client.established.facts().group()).contains(NamedGroup.X25519MLKEM768);
        assertThat(handshake.client.established.facts().helloRetried()).isTrue();
        assertSame(handshake);
    }

    @Test
    void retriesWhenNoShareWasSent() {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy(Peers.TIERS, List.of(), false);

        assertSame(Handshake.run(client, Peers.server()));
    }

    @Test
    void authenticatesTheClient() {
        Peers.Side client = Peers.client();
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        Peers.Side server = Peers.server();
        server.clientAuthentication = ClientAuthentication.NEED;

        Handshake handshake = Handshake.run(client, server);

        assertThat(handshake.server.established.facts().peerChain()).isEqualTo(Peers.CLIENT.chain());
        assertThat(server.verified)
                .singleElement()
                .extracting(HandshakeFacts::peerChain)
                .isEqualTo(Peers.CLIENT.chain());
        assertThat(handshake.client.events).contains("send certificate_verify");
        assertSame(handshake);
    }

    @Test
    void goesOnWithoutAWantedCertificate() {
        Peers.Side server = Peers.server();
        server.clientAuthentication = ClientAuthentication.WANT;

        Handshake handshake = Handshake.run(Peers.client(), server);

        assertThat(handshake.server.established.facts().peerChain()).isEmpty();
        assertThat(handshake.client.events).contains("send certificate").doesNotContain("send certificate_verify");
    }

    @Test
    void refusesWithoutANeededCertificate() {
        Peers.Side server = Peers.server();
        server.clientAuthentication = ClientAuthentication.NEED;

        assertThat(failure(Peers.client(), server)).isEqualTo(Reason.CERTIFICATE_REQUIRED);
    }

    @Test
    void verifierSeesChainNameAndSuiteAndCanRefuse() {
        Peers.Side client = Peers.client();
        client.serverName = Optional.of("server.example");
        client.verifier = (peer, facts) -> {
            assertThat(facts.serverName()).contains("server.example");
            assertThat(facts.suite()).isPresent();
            assertThat(facts.peerChain()).isNotEmpty();
            throw Reason.CERTIFICATE_UNKNOWN_CA.failure();
        };

        assertThat(failure(client, Peers.server())).isEqualTo(Reason.CERTIFICATE_UNKNOWN_CA);
    }

    @Test
    void brokenVerifierIsNotTrust() {
        Peers.Side client = Peers.client();
        client.verifier = (peer, facts) -> {
            throw new IllegalStateException("broken");
        };

        assertThat(failure(client, Peers.server())).isEqualTo(Reason.TRUST_CHECK_FAILED);
    }

    @Test
    void slowWorkIsWaitedForOneStepAtATime() {
        Handshake handshake = new Handshake(Peers.client(), Peers.server());
        handshake.server.deferWork = true;
        handshake.server.deliver(handshake.client.out.remove());

        int pauses = 0;
        while (handshake.server.waiting != null) {
            assertThat(handshake.server.state).isInstanceOf(Awaiting.class);
            handshake.server.resume();
            pauses++;
        }
        assertThat(pauses).isEqualTo(3);
        assertThat(handshake.server.events).endsWith("send finished", "writeWith");
    }

    @Test
    void namesAreAcceptedIgnoredOrRefused() {
        Peers.Side client = Peers.client();
        client.serverName = Optional.of("server.example");
        Peers.Side server = Peers.server();
        server.nameCheck = name -> name.equals(Optional.of("server.example")) ? NameVerdict.IGNORE : NameVerdict.REFUSE;

        assertThat(Handshake.run(client, server).server.established.facts().serverName()).contains("server.example");
        assertThat(failure(Peers.client(), server)).isEqualTo(Reason.UNRECOGNIZED_NAME);
    }

    @Test
    void protocolIsTheServersFirstCommonOne() {
        Peers.Side client = Peers.client();
        client.protocols = List.of("http/1.1", "h2");
        Peers.Side server = Peers.server();
        server.protocols = List.of("h3", "h2", "http/1.1");

        Handshake handshake = Handshake.run(client, server);

        assertThat(handshake.client.established.facts().applicationProtocol()).contains("h2");
        assertThat(handshake.server.established.facts().applicationProtocol()).contains("h2");
    }

    @Test
    void protocolMismatchIsFatalAndSelectorDecides() {
        Peers.Side client = Peers.client();
        client.protocols = List.of("h2");
        Peers.Side server = Peers.server();
        server.protocols = List.of("http/1.1");
        assertThat(failure(client, server)).isEqualTo(Reason.NO_APPLICATION_PROTOCOL);

        server.selector = Optional.of(offered -> null);
        assertThat(failure(client, server)).isEqualTo(Reason.NO_APPLICATION_PROTOCOL);

        server.selector = Optional.of(offered -> "spdy");
        assertThat(failure(client, server)).isEqualTo(Reason.NO_APPLICATION_PROTOCOL);

        server.selector = Optional.of(offered -> "");
        assertThat(Handshake.run(client, server).client.established.facts().applicationProtocol()).isEmpty();

        server.selector = Optional.of(offered -> offered.get(0));
        assertThat(Handshake.run(client, server).client.established.facts().applicationProtocol()).contains("h2");
    }

    @Test
    void wrongSuitesOrGroupsShareNothing() {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy(List.of(List.of(NamedGroup.SECP384R1)), List.of(NamedGroup.SECP384R1), false);
        assertThat(failure(client, Peers.server())).isEqualTo(Reason.NO_COMMON_GROUP);
    }

    private static Reason failure(Peers.Side client, Peers.Side server) {
        return catchThrowableOfType(TlsFailure.class, () -> Handshake.run(client, server)).reason();
    }

    private static void assertSame(Handshake handshake) {
        byte[] ours = handshake.client.established.exporter().export("EXPORTER-test", new byte[] {1}, 32);
        assertThat(handshake.server.established.exporter().export("EXPORTER-test", new byte[] {1}, 32)).isEqualTo(ours);
    }
}
