package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.EarlyDataVerdict;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.handshake.extension.ClientOffer;
import org.handfast.handshake.tls13.ClientNegotiation;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.schedule.Trace;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.ServerHello;
import org.junit.jupiter.api.Test;

/**
 * A client that sent the recorded hello of RFC 8448 §3 and hears the recorded server: it must take every message,
 * verify the recorded signature and Finished, and answer with the recorded Finished under the recorded keys.
 */
class Rfc8448ReplayTest {
    private final Trace trace = Trace.read("simple-1rtt");
    private final JcaBackend jdk = JcaBackend.platform();

    @Test
    void clientTakesTheRecordedServer() {
        LoopLink link = new LoopLink();
        ClientHello hello = (ClientHello) Rewrite.decode(message("record_client_hello"));
        Transcript transcript = new Transcript();
        transcript.add(message("record_client_hello"));
        ClientOffer offer = new ClientOffer(
                terms(), Optional.empty(), List.of(key()), hello, Optional.empty(), Optional.empty(),
                Optional.of(EarlyDataVerdict.DISABLED));

        link.enter(new FirstAnswer(offer, transcript));
        link.deliver(message("record_server_hello"));
        assertThat(LoopLink.secret(link.reading)).isEqualTo(hex("server_handshake_secret"));
        assertThat(LoopLink.secret(link.writing)).isEqualTo(hex("client_handshake_secret"));

        for (String name : List.of("encrypted_extensions", "certificate", "certificate_verify", "server_finished")) {
            link.deliver(Opaque.of(trace.get(name)));
        }

        assertThat(link.out).hasSize(1);
        LoopLink.Sent finished = link.out.remove();
        assertThat(HexFormat.of().formatHex(finished.message().bytes()))
                .isEqualTo("14000020" + hex("client_finished_data"));
        assertThat(LoopLink.secret(finished.secret())).isEqualTo(hex("client_handshake_secret"));
        assertThat(LoopLink.secret(link.reading)).isEqualTo(hex("server_application_secret"));
        assertThat(LoopLink.secret(link.writing)).isEqualTo(hex("client_application_secret"));
        HandshakeFacts facts = link.established.facts();
        assertThat(facts.peerScheme()).contains(SignatureScheme.RSA_PSS_RSAE_SHA256);
        assertThat(facts.group()).contains(NamedGroup.X25519);
        assertThat(facts.peerChain()).hasSize(1);
    }

    /** What {@code start} does once it has seen the version. */
    private record FirstAnswer(ClientOffer offer, Transcript transcript) implements State {
        @Override
        public State on(ServerHello message, Link link) {
            return ClientNegotiation.first(offer, transcript, message, link);
        }
    }

    private KemKey key() {
        byte[] recorded = trace.get("client_x25519_private");
        return jdk.kems().stream()
                .filter(kem -> kem.group().equals(NamedGroup.X25519))
                .findFirst()
                .orElseThrow()
                .generate(target -> System.arraycopy(recorded, 0, target, 0, target.length));
    }

    private Terms terms() {
        Policy policy = new Policy(
                "rfc8448",
                List.of(ProtocolVersion.TLS13),
                List.of(CipherSuite.TLS_AES_128_GCM_SHA256),
                false,
                List.of(List.of(NamedGroup.X25519)),
                false,
                List.of(NamedGroup.X25519),
                List.of(SignatureScheme.RSA_PSS_RSAE_SHA256),
                List.of());
        Catalog catalog = new Catalog(jdk.suites13(), jdk.suites12(), jdk.kems(), jdk.signatureAlgorithms());
        return new Terms(
                Role.CLIENT, Allowed.of(policy, catalog), Limits.DEFAULT, target -> {}, Optional.of("server"),
                name -> NameVerdict.ACCEPT, List.of(), Optional.empty(), ClientAuthentication.NONE,
                CredentialSelector.NONE, (peer, facts) -> assertThat(facts.serverName()).contains("server"));
    }

    private Opaque message(String record) {
        return Opaque.of(trace.messageOf(record));
    }

    private String hex(String name) {
        return HexFormat.of().formatHex(trace.get(name));
    }
}
