package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.handfast.credential.EarlyDataVerdict;
import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.EarlySecret;
import org.handfast.session.KeptSession;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.EarlyData;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.PreSharedKey;
import org.handfast.wire.extension.PskIdentity;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.EncryptedExtensions;
import org.handfast.wire.message.ServerHello;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each side holds the other to around early data (RFC 9846 §4.3.10, §4.3.11, §4.6, appendix E.3). */
class EarlyDataRulesTest {
    private static final CipherSuite AES_128 = CipherSuite.TLS_AES_128_GCM_SHA256;

    private final Resuming stores = new Resuming().allowEarlyData();

    @BeforeEach
    void first() {
        Handshake.run(client(), server());
    }

    /** RFC 9846 §4.3.10, §4.6: keys of early data behind the first hello, and a message that ends them. */
    @Test
    void acceptedEarlyDataHasAnEnd() {
        Handshake handshake = Handshake.run(client(), server());
        assertThat(verdict(handshake.client)).isEqualTo(EarlyDataVerdict.ACCEPTED);
        assertThat(verdict(handshake.server)).isEqualTo(EarlyDataVerdict.ACCEPTED);
        assertThat(handshake.client.events).containsSubsequence(
                "send client_hello", "change_cipher_spec", "writeWith", "sendEarlyData 1000",
                "send end_of_early_data", "writeWith", "send finished");
        assertThat(handshake.server.events).containsSubsequence("send finished", "takeEarlyData 1000");
    }

    /** RFC 9846 §4.6: "the client MUST NOT send an EndOfEarlyData message" where nothing was accepted. */
    @Test
    void refusedEarlyDataHasNoEnd() {
        Peers.Side off = server();
        off.resumption = new Resumption(off.resumption.server(), Optional.empty(), off.resumption.clock(),
                Resumption.Settings.DEFAULT, off.resumption.sha256(), off.resumption.basis());
        Handshake handshake = Handshake.run(client(), off);
        assertThat(verdict(handshake.client)).isEqualTo(EarlyDataVerdict.PEER_DECLINED);
        assertThat(verdict(handshake.server)).isEqualTo(EarlyDataVerdict.DISABLED);
        assertThat(handshake.client.events).contains("sendEarlyData 1000").doesNotContain("send end_of_early_data");
        assertThat(handshake.server.events).contains("skipEarlyData");
    }

    /** RFC 9846 §4.3.10: "the server MUST have selected the first key offered". */
    @Test
    void onlyTheFirstPskBringsEarlyData() {
        KeptSession kept = stores.kept.take(Resuming.HERE, 1).get(0);
        stores.kept.keep(Resuming.HERE, kept);
        Handshake handshake = new Handshake(client(), server());
        ClientHello hello = (ClientHello) Rewrite.decode(handshake.client.out.remove().message());
        assertThat(hello.extensions().contains(ExtensionType.EARLY_DATA)).isTrue();
        handshake.server.deliver(behindAnother(hello, kept).encode());
        HandshakeFacts facts = handshake.server.facts.get(handshake.server.facts.size() - 1);
        assertThat(facts.resumed()).isTrue();
        assertThat(facts.earlyDataVerdict()).contains(EarlyDataVerdict.OTHER_SUITE);
        assertThat(handshake.server.events).contains("skipEarlyData").doesNotContain("takeEarlyData 1000");
    }

    /** RFC 9846 §4.3.10: suite and protocol are those of the ticket. */
    @Test
    void anotherSuiteBringsNone() {
        Peers.Side other = server();
        Peers.Side client = client();
        for (Peers.Side side : List.of(other, client)) {
            side.policy = side.policy.with(side.policy.versions(),
                    List.of(CipherSuite.TLS_CHACHA20_POLY1305_SHA256, AES_128), side.policy.schemes());
        }
        Handshake handshake = Handshake.run(client, other);
        assertThat(handshake.server.established.facts().resumed()).isTrue();
        assertThat(verdict(handshake.server)).isEqualTo(EarlyDataVerdict.OTHER_SUITE);
    }

    /** RFC 9846 §4.3.11: early data answered without its PSK is illegal_parameter. */
    @Test
    void earlyDataIsNotAnsweredInAFullHandshake() {
        stores.keys.revokeAll();
        Handshake handshake = new Handshake(client(), server());
        handshake.server.deliver(handshake.client.out.remove());
        handshake.client.deliver(handshake.server.out.remove());
        Opaque answered = Rewrite.message(handshake.server.out.remove().message(), EncryptedExtensions.class,
                message -> new EncryptedExtensions(
                        Rewrite.with(message.extensions(), new EarlyData.Indication())));
        TlsFailure failure =
                catchThrowableOfType(TlsFailure.class, () -> handshake.client.deliver(answered));
        assertThat(failure.reason()).isEqualTo(Reason.EARLY_DATA_NOT_FITTING);
        assertThat(failure.reason().alert().toString()).isEqualTo("illegal_parameter");
    }

    /** RFC 9846 appendix E.3. */
    @Test
    void anOlderServerEndsIt() {
        Peers.Side both = client();
        both.policy = Peers.both();
        Handshake handshake = new Handshake(both, server());
        assertThat(handshake.client.events).contains("sendEarlyData 1000");
        handshake.server.deliver(handshake.client.out.remove());
        Opaque older = Rewrite.message(handshake.server.out.remove().message(), ServerHello.class, older());
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> handshake.client.deliver(older));
        assertThat(failure.reason()).isEqualTo(Reason.EARLY_DATA_TO_OLD_VERSION);
    }

    private static UnaryOperator<ServerHello> older() {
        return hello -> new ServerHello(ProtocolVersion.TLS12, hello.random(), hello.legacySessionIdEcho(),
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, hello.legacyCompressionMethod(),
                ExtensionBlock.EMPTY);
    }

    /** The same hello with a ticket before its own that nobody knows; the binder is made anew. */
    private static ClientHello behindAnother(ClientHello hello, KeptSession kept) {
        PskIdentity own = hello.extensions().require(Extensions.PRE_SHARED_KEY_CLIENT_HELLO).identities().get(0);
        List<PskIdentity> both = List.of(new PskIdentity(Opaque.of(new byte[64]), 1), own);
        Suite13 suite = Peers.CATALOG.suite13(kept.session().suite()).orElseThrow();
        Opaque nothing = Opaque.of(new byte[suite.hash().length()]);
        PreSharedKey.ClientHello unbound = new PreSharedKey.ClientHello(both, List.of(nothing, nothing));
        Opaque whole = with(hello, unbound).encode();
        Opaque hash = new Transcript().hashWith(
                suite.hash(), whole.slice(0, whole.length() - unbound.bindersLength()));
        try (Secret psk = kept.session().secret(); EarlySecret early = EarlySecret.of(suite, psk)) {
            return with(hello, new PreSharedKey.ClientHello(
                    both, List.of(nothing, Opaque.of(early.resumptionBinder(hash.bytes())))));
        }
    }

    private static ClientHello with(ClientHello hello, PreSharedKey.ClientHello psks) {
        return Rewrite.extensions(
                hello, Rewrite.without(hello.extensions(), ExtensionType.PRE_SHARED_KEY).and(psks));
    }

    private static EarlyDataVerdict verdict(LoopLink side) {
        return side.established.facts().earlyDataVerdict().orElseThrow();
    }

    private Peers.Side client() {
        return stores.client(Peers.client());
    }

    private Peers.Side server() {
        return stores.server(Peers.server());
    }
}
