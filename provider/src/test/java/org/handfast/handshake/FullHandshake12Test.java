package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Credential;
import org.handfast.credential.HandshakeFacts;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.junit.jupiter.api.Test;

/** Whole handshakes of TLS 1.2, both sides ours, without records. */
class FullHandshake12Test {
    @Test
    void twoRoundTrips() {
        Handshake handshake = Handshake.run(client(), server());

        assertThat(handshake.server.events).containsExactly(
                "send server_hello", "send certificate", "send server_key_exchange", "send server_hello_done",
                "readWith", "change_cipher_spec", "writeWith", "send finished", "connected");
        assertThat(handshake.client.events).containsExactly(
                "send client_hello", "send client_key_exchange", "change_cipher_spec", "writeWith", "send finished",
                "readWith", "connected");
        assertSame(handshake);
    }

    @Test
    void bothSidesKnowTheSame() {
        Handshake handshake = Handshake.run(client(), server());

        HandshakeFacts client = handshake.client.established.facts();
        HandshakeFacts server = handshake.server.established.facts();
        assertThat(client.version()).contains(ProtocolVersion.TLS12).isEqualTo(server.version());
        assertThat(client.suite())
                .contains(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)
                .isEqualTo(server.suite());
        assertThat(client.group()).contains(NamedGroup.X25519).isEqualTo(server.group());
        assertThat(client.peerChain()).isEqualTo(server.localChain()).isEqualTo(Peers.SERVER.chain());
        assertThat(client.peerScheme())
                .contains(SignatureScheme.ECDSA_SECP256R1_SHA256)
                .isEqualTo(server.localScheme());
        assertThat(client.extendedMainSecret()).isTrue().isEqualTo(server.extendedMainSecret());
        assertThat(client.secureRenegotiation()).isTrue().isEqualTo(server.secureRenegotiation());
        assertThat(client.confirmed()).isTrue();
        assertThat(server.confirmed()).isTrue();
    }

    @Test
    void authenticatesTheClient() {
        Peers.Side client = client();
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        Peers.Side server = server();
        server.clientAuthentication = ClientAuthentication.NEED;

        Handshake handshake = Handshake.run(client, server);

        assertThat(handshake.server.established.facts().peerChain()).isEqualTo(Peers.CLIENT.chain());
        assertThat(handshake.client.established.facts().localChain()).isEqualTo(Peers.CLIENT.chain());
        assertThat(handshake.client.events).containsSubsequence(
                "send certificate", "send client_key_exchange", "send certificate_verify", "change_cipher_spec");
        assertSame(handshake);
    }

    @Test
    void goesOnWithoutAWantedCertificate() {
        Peers.Side server = server();
        server.clientAuthentication = ClientAuthentication.WANT;

        Handshake handshake = Handshake.run(client(), server);

        assertThat(handshake.server.established.facts().peerChain()).isEmpty();
        assertThat(handshake.client.events).contains("send certificate").doesNotContain("send certificate_verify");
        assertSame(handshake);
    }

    @Test
    void fallsBackToTheOlderVersionOnlyWhereOneSideHasNoOther() {
        Peers.Side both = Peers.client();
        both.policy = Peers.both();
        Peers.Side alsoBoth = Peers.server();
        alsoBoth.policy = Peers.both();

        assertThat(version(both, server())).isEqualTo(ProtocolVersion.TLS12);
        assertThat(version(client(), alsoBoth)).isEqualTo(ProtocolVersion.TLS12);
        assertThat(version(both, alsoBoth)).isEqualTo(ProtocolVersion.TLS13);
    }

    @Test
    void protocolAndNameAndStaple() {
        Peers.Side client = client();
        client.serverName = Optional.of("server.example");
        client.protocols = List.of("h2", "http/1.1");
        Peers.Side server = server();
        server.protocols = List.of("http/1.1");
        Credential plain = Peers.SERVER.credential();
        byte[] staple = {0x30, 3, 10, 1, 6};
        server.credentials = request -> Optional.of(
                new Credential(plain.name(), plain.chain(), plain.key(), staple));

        Handshake handshake = Handshake.run(client, server);

        HandshakeFacts facts = handshake.client.established.facts();
        assertThat(facts.applicationProtocol()).contains("http/1.1");
        assertThat(facts.serverName()).contains("server.example");
        assertThat(facts.staples()).containsExactly(staple);
        assertThat(client.verified).singleElement().extracting(HandshakeFacts::staples).isEqualTo(facts.staples());
        assertThat(handshake.server.events).contains("send certificate_status");
        assertSame(handshake);
    }

    @Test
    void nothingLeavesBeforeTheServerIsAuthenticated() {
        Peers.Side client = client();
        Handshake handshake = new Handshake(client, server());
        handshake.server.deliver(handshake.client.out.remove());
        handshake.client.deferWork = true;
        int steps = 0;
        while (!handshake.server.out.isEmpty() || handshake.client.waiting != null) {
            if (handshake.client.waiting != null) {
                assertThat(handshake.client.out).isEmpty();
                handshake.client.resume();
                steps++;
            } else {
                handshake.client.deliver(handshake.server.out.remove());
            }
        }
        assertThat(steps).isEqualTo(3); // chain, signature, agreement
        assertThat(client.verified).hasSize(1);
    }

    private static ProtocolVersion version(Peers.Side client, Peers.Side server) {
        Handshake handshake = Handshake.run(client, server);
        assertSame(handshake);
        return handshake.client.established.facts().version().orElseThrow();
    }

    /** Same exporters, same keys in both directions. */
    private static void assertSame(Handshake handshake) {
        LoopLink client = handshake.client;
        LoopLink server = handshake.server;
        assertThat(client.established.exporter().export("label", new byte[3], 32))
                .isEqualTo(server.established.exporter().export("label", new byte[3], 32))
                .isNotEqualTo(server.established.exporter().export("label", null, 32));
        assertThat(client.reading).isEqualTo(server.writing).isNotEmpty();
        assertThat(client.writing).isEqualTo(server.reading).isNotEmpty().isNotEqualTo(client.reading);
    }

    private static Peers.Side client() {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy12(Peers.SUITES_12);
        return client;
    }

    private static Peers.Side server() {
        Peers.Side server = Peers.server();
        server.policy = Peers.policy12(Peers.SUITES_12);
        return server;
    }
}
