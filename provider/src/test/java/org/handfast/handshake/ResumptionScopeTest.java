package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.session.ClientKey;
import org.handfast.session.ClientStore;
import org.handfast.session.KeptSession;
import org.handfast.session.ResumptionScope;
import org.handfast.session.ServerStore;
import org.handfast.session.Session;
import org.handfast.session.SessionCache;
import org.handfast.session.TicketKeys;
import org.handfast.wire.Opaque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kind of session from every place, brought to every other by a client that does not care. */
class ResumptionScopeTest {
    private static final long NOW = 1_790_000_000_000L;
    private static final ClientKey ANYWHERE = new ClientKey("anywhere", 443, Opaque.EMPTY);
    private static final Opaque CLIENT = Opaque.latin1("client");
    private static final Hash SHA_256 =
            Peers.CATALOG.suite13(CipherSuite.TLS_AES_128_GCM_SHA256).orElseThrow().hash();

    private final Randomness random = new Random(251)::nextBytes;
    private final TicketKeys shared = new TicketKeys(random, () -> NOW);
    private final List<ServerStore> nodes = List.of(node(), node());
    private final ClientStore kept = new ClientStore(() -> NOW, 10);
    private long seed = 1;

    private enum Kind {
        ID_OF_TLS12, TICKET_OF_TLS12, PSK_OF_TLS13;

        boolean isNewer() {
            return this == PSK_OF_TLS13;
        }
    }

    /** @param trust stands for policy and anchors */
    private record Place(String host, ClientAuthentication asked, String trust) {}

    @ParameterizedTest
    @EnumSource
    @DisplayName("T-1: resumed under the same host, client authentication and trust alone; else a full handshake")
    void servesOnlyWhereItComesFrom(Kind kind) {
        nodes.forEach(node -> node.tickets(kind != Kind.ID_OF_TLS12));
        for (Place from : places()) {
            for (Place to : places()) {
                for (ServerStore node : nodes) {
                    boolean known = kind != Kind.ID_OF_TLS12 || node == nodes.get(0);
                    assertThat(isResumed(kind, from, to, node)).as("%s to %s", from, to)
                            .isEqualTo(known && from.equals(to));
                }
            }
        }
    }

    /** The first handshake is with the first node. */
    private boolean isResumed(Kind kind, Place from, Place to, ServerStore node) {
        kept.forget(ANYWHERE);
        assertThat(isResumed(Handshake.run(client(kind, from), server(kind, from, nodes.get(0))))).isFalse();
        KeptSession session = kept.find(ANYWHERE).orElseGet(() -> kept.take(ANYWHERE, 1).get(0));
        kept.forget(ANYWHERE);
        kept.keep(ANYWHERE, new KeptSession(careless(session.session(), kind, to), session.ticket()));
        return isResumed(Handshake.run(client(kind, to), server(kind, to, node)));
    }

    /** Both have come to an end. */
    private static boolean isResumed(Handshake handshake) {
        boolean client = handshake.client.established.facts().resumed();
        assertThat(handshake.server.established.facts().resumed()).isEqualTo(client);
        return client;
    }

    private static List<Place> places() {
        List<Place> places = new ArrayList<>();
        Stream.of("a.example", "b.example").forEach(host ->
                Arrays.stream(ClientAuthentication.values()).forEach(asked ->
                        Stream.of("CA 1", "CA 2").forEach(trust -> places.add(new Place(host, asked, trust)))));
        return places;
    }

    private Peers.Side client(Kind kind, Place place) {
        Peers.Side client = Peers.client();
        client.serverName = Optional.of(place.host());
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        client.resumption = Resumption.client(
                kept, ANYWHERE, () -> NOW, Resumption.Settings.DEFAULT, SHA_256, CLIENT);
        return side(client, kind);
    }

    private Peers.Side server(Kind kind, Place place, ServerStore node) {
        Peers.Side server = Peers.server();
        server.clientAuthentication = place.asked();
        server.resumption = Resumption.server(
                node, () -> NOW, Resumption.Settings.DEFAULT, SHA_256, Opaque.latin1(place.trust()));
        return side(server, kind);
    }

    private Peers.Side side(Peers.Side side, Kind kind) {
        side.policy = kind.isNewer() ? side.policy
                : Peers.policy12(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256));
        side.seed = seed;
        seed += 2;
        return side;
    }

    /** The same session as a client has it that takes it to {@code to}. */
    private Session careless(Session of, Kind kind, Place to) {
        ProtocolVersion version = kind.isNewer() ? ProtocolVersion.TLS13 : ProtocolVersion.TLS12;
        ResumptionScope scope = client(kind, to).resumption.scope(
                version, ClientAuthentication.NONE, Optional.of(to.host()), true);
        assertThat(scope.equals(of.scope())).isEqualTo(of.serverName().equals(Optional.of(to.host())));
        try (Secret secret = of.secret()) {
            return new Session(of.version(), of.suite(), secret, of.createdAt(), of.authenticatedAt(), of.lifetime(),
                    Optional.of(to.host()), of.applicationProtocol(), of.extendedMainSecret(), of.group(),
                    of.localScheme(), of.peerScheme(), scope, of.peerChain(), of.localChain(), of.staples(),
                    of.timestamps(), of.id(), of.ticketAgeAdd(), of.maxEarlyData());
        }
    }

    private ServerStore node() {
        return new ServerStore(shared, Peers.CATALOG.suite13(CipherSuite.TLS_AES_256_GCM_SHA384).orElseThrow().aead(),
                SHA_256, random, new SessionCache(() -> NOW, 1000, 1 << 24));
    }
}
