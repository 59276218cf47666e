package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.handfast.iana.NamedGroup;
import org.handfast.policy.Policy;
import org.handfast.policy.RecordPadding;
import org.handfast.policy.WireRules;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.message.ClientHello;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reserved values in the hellos of clients whose profile wants them (RFC 8701 §3). */
class GreaseTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyListHasOneAndTheHandshakeWorks(long seed) {
        Peers.Side client = greased(Peers.client());
        client.seed = seed;
        Handshake handshake = new Handshake(client, Peers.server());
        ClientHello hello = (ClientHello) Rewrite.decode(handshake.client.out.element().message());
        assertThat(reserved(hello.cipherSuites())).as("suites").hasSize(1);
        assertThat(reserved(hello.extensions().types())).as("extensions").hasSize(2);
        assertThat(groups(hello)).as("groups").hasSize(1);
        List<KeyShareEntry> shares = hello.extensions().require(Extensions.KEY_SHARE_CLIENT_HELLO).clientShares();
        assertThat(shares.get(0).group().code()).as("first share").isEqualTo(groups(hello).iterator().next());
        assertThat(shares.get(0).keyExchange().length()).isEqualTo(1);
        handshake.run();
        assertThat(handshake.client.established.facts().confirmed()).isTrue();
        assertThat(handshake.server.established.facts().confirmed()).isTrue();
    }

    @Test
    void theSecondHelloHasTheSameValues() {
        Peers.Side client = greased(Peers.client());
        client.policy = withShares(client.policy, List.of(NamedGroup.X25519));
        Peers.Side server = Peers.server();
        server.policy = Peers.policy(List.of(List.of(NamedGroup.SECP256R1)), List.of(NamedGroup.SECP256R1), false);
        client.policy = withGroups(client.policy);
        Handshake handshake = new Handshake(client, server);
        ClientHello first = (ClientHello) Rewrite.decode(handshake.client.out.element().message());
        handshake.server.deliver(handshake.client.out.remove());
        handshake.client.deliver(handshake.server.out.remove());
        ClientHello second = (ClientHello) Rewrite.decode(handshake.client.out.element().message());
        assertThat(second.cipherSuites()).isEqualTo(first.cipherSuites());
        assertThat(groups(second)).isEqualTo(groups(first));
        assertThat(reserved(second.extensions().types())).isEqualTo(reserved(first.extensions().types()));
        handshake.run();
        assertThat(handshake.server.established.facts().helloRetried()).isTrue();
    }

    @Test
    void withoutTheRuleThereAreNone() {
        Handshake handshake = new Handshake(Peers.client(), Peers.server());
        ClientHello hello = (ClientHello) Rewrite.decode(handshake.client.out.element().message());
        assertThat(reserved(hello.cipherSuites())).isEmpty();
        assertThat(reserved(hello.extensions().types())).isEmpty();
        assertThat(groups(hello)).isEmpty();
    }

    private static Peers.Side greased(Peers.Side side) {
        Policy plain = side.policy;
        side.policy = policy(plain, plain.groupTiers(), plain.keyShares());
        return side;
    }

    private static Policy withShares(Policy of, List<NamedGroup> shares) {
        return policy(of, of.groupTiers(), shares);
    }

    private static Policy withGroups(Policy of) {
        return policy(of, List.of(List.of(NamedGroup.X25519, NamedGroup.SECP256R1)), of.keyShares());
    }

    private static Policy policy(Policy of, List<List<NamedGroup>> tiers, List<NamedGroup> shares) {
        return new Policy(of.name(), of.versions(), of.suites(), of.serverOrder(), tiers, false, shares, of.schemes(),
                of.certificateSchemes(), new WireRules(true, true, RecordPadding.NONE, OptionalInt.empty()));
    }

    private static Set<Integer> groups(ClientHello hello) {
        return reserved(hello.extensions().require(Extensions.SUPPORTED_GROUPS).groups());
    }

    /** Both bytes are equal and end in 0xA (RFC 8701 §2). */
    private static Set<Integer> reserved(U16List values) {
        Set<Integer> found = new HashSet<>();
        values.codes()
                .filter(value -> (value & 0x0F0F) == 0x0A0A && value >> 8 == (value & 0xFF))
                .forEach(found::add);
        return found;
    }
}
