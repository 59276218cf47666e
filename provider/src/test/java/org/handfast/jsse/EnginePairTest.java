package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.handfast.credential.HandshakeFacts;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.jsse.PairCase.Clients;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two implementations of TLS talk to each other, over engines and over sockets. One subclass per pair; at least one
 * party of each is Handfast, whose suite and group decide what is negotiated.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EnginePairTest {
    private static final String HOST = "server.example";
    private static final Authority CA = Certificates.authority("Pair Root");
    private static final Identity CLIENT = CA.client("pair client", KeyKind.EC_P256);
    private static final Map<KeyKind, Identity> SERVERS = new ConcurrentHashMap<>();
    private static final byte[] FEW = {1, 2, 3};
    private static final List<String> NO_PROTOCOL = List.of();

    private final Party clientParty;
    private final Party serverParty;

    EnginePairTest(Party clientParty, Party serverParty) {
        this.clientParty = clientParty;
        this.serverParty = serverParty;
    }

    /** How the two are connected. */
    enum Transport { ENGINES, SOCKETS }

    /** A case over one transport. */
    record Row(PairCase given, Transport transport) {}

    Stream<Row> rows() {
        return Stream.concat(cases(), olderCases())
                .flatMap(given -> Arrays.stream(Transport.values()).map(way -> new Row(given, way)));
    }

    Stream<Transport> transports() {
        return Arrays.stream(Transport.values());
    }

    private Stream<PairCase> cases() {
        List<String> h2 = List.of("h2");
        List<String> both = List.of("http/1.1", "h2");
        CipherSuite aes128 = CipherSuite.TLS_AES_128_GCM_SHA256;
        CipherSuite aes256 = CipherSuite.TLS_AES_256_GCM_SHA384;
        CipherSuite chacha = CipherSuite.TLS_CHACHA20_POLY1305_SHA256;
        PairCase plain = PairCase.PLAIN;
        List<PairCase> cases = new ArrayList<>(List.of(
                plain,
                plain.with(aes128, NamedGroup.X25519).with(KeyKind.RSA_2048).protocols(both, h2),
                plain.with(aes256, NamedGroup.SECP256R1).with(KeyKind.EC_P256).with(Clients.WANTED),
                plain.with(chacha, NamedGroup.SECP384R1).with(KeyKind.EC_P384).with(Clients.WANTED_LACKING)
                        .protocols(h2, both),
                plain.with(aes128, NamedGroup.SECP521R1).with(KeyKind.EC_P521).with(Clients.NEEDED)
                        .protocols(NO_PROTOCOL, h2),
                plain.with(aes256, NamedGroup.X448).with(edwards(KeyKind.ED25519)).protocols(both, both),
                plain.with(chacha, NamedGroup.FFDHE2048).with(KeyKind.RSA_PSS_2048).with(Clients.NEEDED)
                        .protocols(h2, NO_PROTOCOL),
                plain.with(aes128, NamedGroup.FFDHE3072).with(edwards(KeyKind.ED448)).with(Clients.WANTED),
                plain.with(aes256, NamedGroup.SECP256R1).retried(NamedGroup.SECP256R1).with(Clients.NEEDED)
                        .protocols(both, h2)));
        if (knowsHybrids(clientParty) && knowsHybrids(serverParty)) {
            cases.add(plain.with(chacha, NamedGroup.X25519MLKEM768).with(Clients.NEEDED).protocols(h2, h2));
        }
        return cases.stream();
    }

    /**
     * TLS 1.2: each suite of the standard policy, each kind of key, client authentication, ALPN. The groups of a hello
     * are those of its ECDSA keys too (RFC 8422 §5.1.1).
     */
    private Stream<PairCase> olderCases() {
        List<String> h2 = List.of("h2");
        List<String> both = List.of("http/1.1", "h2");
        PairCase plain = PairCase.OLDER;
        List<PairCase> cases = new ArrayList<>(List.of(
                plain,
                plain.with(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, NamedGroup.X25519).protocols(both, h2),
                plain.with(CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, NamedGroup.SECP256R1)
                        .with(KeyKind.RSA_3072).with(Clients.WANTED),
                plain.with(CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, NamedGroup.X448)
                        .with(KeyKind.RSA_PSS_2048).with(Clients.NEEDED).protocols(h2, NO_PROTOCOL),
                plain.with(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, NamedGroup.SECP256R1)
                        .with(KeyKind.EC_P256).with(Clients.WANTED_LACKING).protocols(h2, both),
                plain.with(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, NamedGroup.SECP384R1)
                        .with(KeyKind.EC_P384).with(Clients.NEEDED).protocols(both, both),
                plain.with(CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, NamedGroup.SECP521R1)
                        .with(KeyKind.EC_P521).protocols(NO_PROTOCOL, h2)));
        if (clientParty != Party.BOUNCY && serverParty != Party.BOUNCY) {
            PairCase edwards =
                    plain.with(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, NamedGroup.X25519);
            cases.add(edwards.with(KeyKind.ED25519).with(Clients.WANTED));
            cases.add(edwards.with(KeyKind.ED448));
        }
        return cases.stream();
    }

    /** Bouncy Castle's server finds no suite for keys of the JDK's Edwards curves. */
    private KeyKind edwards(KeyKind kind) {
        return serverParty == Party.BOUNCY ? KeyKind.RSA_3072 : kind;
    }

    private static boolean knowsHybrids(Party party) {
        boolean ours = StandardContext.get().policy().groups().contains(NamedGroup.X25519MLKEM768);
        return ours && party != Party.SUN;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void agree(Row row) throws Exception {
        try {
            agrees(row);
        } catch (AssertionError e) {
            if (!mayDiffer(row.given)) {
                throw e;
            }
            agrees(row);
        }
    }

    /**
     * The JDK drops leading zeros of finite field secrets, one handshake in 256, where RFC 9846 §7.4.1 keeps them:
     * such a handshake fails at its first protected record, and a second one with fresh keys shows the agreement.
     */
    private boolean mayDiffer(PairCase given) {
        boolean jdk = clientParty == Party.SUN || serverParty == Party.SUN;
        return jdk && given.group()
                .filter(List.of(NamedGroup.FFDHE2048, NamedGroup.FFDHE3072)::contains)
                .isPresent();
    }

    private void agrees(Row row) throws Exception {
        PairCase given = row.given;
        try (Joined pair = join(row)) {
            Joined.Result result = pair.exchange(FEW, "to the client".getBytes(StandardCharsets.UTF_8));
            assertNoFailure(result);
            assertThat(result.serverGot()).isEqualTo(FEW);
            assertThat(result.clientGot()).asString().isEqualTo("to the client");
            for (Joined.End end : List.of(pair.client(), pair.server())) {
                assertThat(end.session().getProtocol()).isEqualTo(given.agreed().toString());
                assertThat(end.applicationProtocol()).isEqualTo(expectedProtocol(given));
            }
            assertThat(pair.client().session().getCipherSuite()).isEqualTo(pair.server().session().getCipherSuite());
            given.suite().ifPresent(suite ->
                    assertThat(pair.client().session().getCipherSuite()).isEqualTo(suite.toString()));
            assertThat(pair.client().session().getPeerPrincipal()).isEqualTo(subject(server(given.serverKey())));
            assertThat(clientSeenByServer(pair)).isEqualTo(
                    given.clients().isKnown() ? Optional.of(subject(CLIENT)) : Optional.empty());
            if (serverParty != Party.BOUNCY) {
                assertThat(((ExtendedSSLSession) pair.server().session()).getRequestedServerNames())
                        .containsExactly(new SNIHostName(HOST));
            }
            assertFacts(pair, given);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aMegabyteEachWay(Transport transport) throws Exception {
        byte[] up = bytes(1_048_583);
        byte[] down = bytes(1_048_577);
        try (Joined pair = join(new Row(PairCase.PLAIN, transport))) {
            Joined.Result result = pair.exchange(up, down);
            assertNoFailure(result);
            assertThat(Arrays.equals(result.serverGot(), up)).as("server got all").isTrue();
            assertThat(Arrays.equals(result.clientGot(), down)).as("client got all").isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aMegabyteEachWayInTheOlderVersion(Transport transport) throws Exception {
        try (Joined pair = join(new Row(PairCase.OLDER, transport))) {
            assertMoves(pair, bytes(1_048_583));
        }
    }

    /** RFC 5246 §7.2.1: the other side "MUST respond with a close_notify alert of its own". */
    @ParameterizedTest
    @MethodSource("transports")
    void closingInTheOlderVersionClosesBothHalves(Transport transport) throws Exception {
        try (Joined pair = join(new Row(PairCase.OLDER, transport))) {
            assertNoFailure(pair.exchange(FEW, FEW));
            if (transport == Transport.SOCKETS && !(clientParty.closesHalf() && serverParty.closesHalf())) {
                return;
            }
            pair.client().closeOutput();
            assertThat(pair.server().isAtEnd()).isTrue();
            pair.server().closeOutput();
            assertThat(pair.client().isAtEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aMissingClientCertificateFailsBothInTheOlderVersion(Transport transport) throws Exception {
        try (Joined pair = join(new Row(PairCase.OLDER.with(Clients.NEEDED_LACKING), transport))) {
            Joined.Result result = pair.exchange(FEW, FEW);
            assertThat(result.serverFailure()).isInstanceOf(failureOf(serverParty, SSLException.class));
            assertThat(words(result.clientFailure())).containsPattern("handshake_failure|bad_certificate");
            assertThat(result.serverGot()).isEmpty();
            assertThat(result.clientGot()).isEmpty();
        }
    }

    @Test
    void keysChangeInTheMiddle() throws Exception {
        byte[] data = bytes(70_001);
        try (Joined pair = join(new Row(PairCase.PLAIN, Transport.ENGINES))) {
            assertNoFailure(pair.exchange(FEW, FEW));
            if (clientParty.renewsKeys()) {
                pair.client().renewKeys();
                assertMoves(pair, data);
            }
            if (serverParty.renewsKeys()) {
                pair.server().renewKeys();
                assertMoves(pair, data);
            }
            assertMoves(pair, data);
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void closing(Transport transport) throws Exception {
        boolean half = clientParty.closesHalf() && serverParty.closesHalf();
        try (Joined pair = join(new Row(PairCase.PLAIN, transport))) {
            assertNoFailure(pair.exchange(FEW, FEW));
            if (!half && transport == Transport.SOCKETS) {
                return;
            }
            pair.client().closeOutput();
            assertThat(pair.server().isAtEnd()).isTrue();
            if (half) {
                byte[] late = bytes(50_003);
                assertThat(Arrays.equals(pair.exchange(new byte[0], late).clientGot(), late)).isTrue();
            }
            pair.server().closeOutput();
            assertThat(pair.client().isAtEnd()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aMissingClientCertificateFailsBoth(Transport transport) throws Exception {
        try (Joined pair = join(new Row(PairCase.PLAIN.with(Clients.NEEDED_LACKING), transport))) {
            Joined.Result result = pair.exchange(FEW, FEW);
            assertThat(result.serverFailure()).isInstanceOf(failureOf(serverParty, SSLException.class));
            assertThat(words(result.clientFailure())).containsPattern(missingCertificateAlert());
            assertThat(result.serverGot()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void noCommonApplicationProtocolFailsBoth(Transport transport) throws Exception {
        PairCase given = PairCase.PLAIN.protocols(List.of("h3"), List.of("h2"));
        try (Joined pair = join(new Row(given, transport))) {
            Joined.Result result = pair.exchange(FEW, FEW);
            assertThat(result.serverFailure()).isInstanceOf(failureOf(serverParty, SSLHandshakeException.class));
            assertThat(words(result.clientFailure())).contains("no_application_protocol");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void anUntrustedServerFailsBoth(Transport transport) throws Exception {
        KeyStore strangers = Certificates.trusting(Certificates.authority("Stranger"));
        SSLContext clients = clientParty.context(PairCase.PLAIN, null, strangers);
        assertRefused(clients, server(KeyKind.RSA_2048), transport, "unknown_ca|certificate_unknown|bad_certificate");
    }

    @ParameterizedTest
    @MethodSource("transports")
    void aWrongHostFailsBoth(Transport transport) throws Exception {
        Identity other = CA.issue("other.example").dns("other.example").server().keys(KeyKind.RSA_2048).make();
        SSLContext clients = clientParty.context(PairCase.PLAIN, null, Certificates.trusting(CA));
        assertRefused(clients, other, transport, "bad_certificate|certificate_unknown");
    }

    /** The alert's name as a pattern (RFC 9846 §4.5.1); a subclass may know that its server says another. */
    String missingCertificateAlert() {
        return "certificate_required";
    }

    private void assertRefused(SSLContext clients, Identity server, Transport transport, String alert)
            throws Exception {
        SSLContext servers = serverParty.context(PairCase.PLAIN, server, Certificates.trusting(CA));
        try (Joined pair = join(clients, servers, new Row(PairCase.PLAIN, transport))) {
            Joined.Result result = pair.exchange(FEW, FEW);
            assertThat(result.clientFailure()).isInstanceOf(
                    failureOf(clientParty, SSLHandshakeException.class));
            assertThat(words(result.serverFailure())).containsPattern(alert);
            assertThat(result.clientGot()).isEmpty();
            assertThat(result.serverGot()).isEmpty();
        }
    }

    private Joined join(Row row) throws Exception {
        Identity client = row.given.clients().isKnown() ? CLIENT : null;
        KeyStore anchors = Certificates.trusting(CA);
        return join(clientParty.context(row.given, client, anchors),
                serverParty.context(row.given, server(row.given.serverKey()), anchors), row);
    }

    private static Joined join(SSLContext clients, SSLContext servers, Row row) throws Exception {
        if (row.transport == Transport.SOCKETS) {
            JoinedSockets sockets = JoinedSockets.connect(clients, servers, HOST);
            change(sockets.clientSocket().getSSLParameters(), p -> asClient(p, row.given.anyVersion()),
                    sockets.clientSocket()::setSSLParameters);
            change(sockets.serverSocket().getSSLParameters(), p -> asServer(p, row.given),
                    sockets.serverSocket()::setSSLParameters);
            return sockets;
        }
        SSLEngine client = clients.createSSLEngine(HOST, 443);
        client.setUseClientMode(true);
        change(client.getSSLParameters(), p -> asClient(p, row.given), client::setSSLParameters);
        SSLEngine server = servers.createSSLEngine();
        server.setUseClientMode(false);
        change(server.getSSLParameters(), p -> asServer(p, row.given.anyVersion()), server::setSSLParameters);
        return new JoinedEngines(client, server);
    }

    private static void change(SSLParameters own, Consumer<SSLParameters> change, Consumer<SSLParameters> taker) {
        change.accept(own);
        taker.accept(own);
    }

    private static void asClient(SSLParameters parameters, PairCase given) {
        given.version().ifPresent(version -> parameters.setProtocols(new String[] {version.toString()}));
        parameters.setServerNames(List.of(new SNIHostName(HOST)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(given.clientProtocols().toArray(String[]::new));
    }

    private static void asServer(SSLParameters parameters, PairCase given) {
        given.version().ifPresent(version -> parameters.setProtocols(new String[] {version.toString()}));
        switch (given.clients()) {
            case WANTED, WANTED_LACKING -> parameters.setWantClientAuth(true);
            case NEEDED, NEEDED_LACKING -> parameters.setNeedClientAuth(true);
            default -> { }
        }
        parameters.setApplicationProtocols(given.serverProtocols().toArray(String[]::new));
    }

    private static void assertNoFailure(Joined.Result result) {
        assertThat(result.clientFailure()).as("client; server: " + result.serverFailure()).isNull();
        assertThat(result.serverFailure()).as("server").isNull();
    }

    private static void assertMoves(Joined pair, byte[] data) throws Exception {
        Joined.Result result = pair.exchange(data, data);
        assertNoFailure(result);
        assertThat(Arrays.equals(result.serverGot(), data) && Arrays.equals(result.clientGot(), data)).isTrue();
    }

    private void assertFacts(Joined pair, PairCase given) {
        List<HandshakeFacts> facts = Stream.of(pair.client(), pair.server())
                .map(end -> end.session().getValue("org.handfast.connection"))
                .filter(HandshakeFacts.class::isInstance)
                .map(HandshakeFacts.class::cast)
                .toList();
        assertThat(facts).isNotEmpty();
        for (HandshakeFacts known : facts) {
            assertThat(known.confirmed()).isTrue();
            assertThat(known.group()).isPresent();
            given.group().ifPresent(group -> assertThat(known.group()).contains(group));
            assertThat(known.serverName()).contains(HOST);
            if (given.withoutShares() && clientParty == Party.HANDFAST) {
                assertThat(known.helloRetried()).isTrue();
            }
        }
    }

    /** The server's choice: RFC 7301 leaves it open whose order counts, so lists have one protocol in common. */
    private static String expectedProtocol(PairCase given) {
        if (given.clientProtocols().equals(given.serverProtocols())) {
            return given.clientProtocols().isEmpty() ? "" : given.clientProtocols().get(0);
        }
        return given.clientProtocols().stream().filter(given.serverProtocols()::contains).findFirst().orElse("");
    }

    private static Optional<Principal> clientSeenByServer(Joined pair) {
        SSLSession session = pair.server().session();
        try {
            return Optional.of(session.getPeerPrincipal());
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /** Bouncy Castle's sockets throw its own exceptions of alerts. */
    private static Class<?> failureOf(Party party, Class<? extends IOException> type) {
        return party == Party.BOUNCY ? IOException.class : type;
    }

    private static Identity server(KeyKind kind) {
        return SERVERS.computeIfAbsent(kind, k -> CA.issue("server").dns(HOST).server().keys(k).make());
    }

    private static Principal subject(Identity identity) {
        return identity.certificate().getSubjectX500Principal();
    }

    /** All that a failure and its causes say, as the JDK spells alerts. */
    private static String words(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause).append('\n');
        }
        return all.toString();
    }

    private static byte[] bytes(int size) {
        byte[] data = new byte[size];
        new Random(size).nextBytes(data);
        return data;
    }
}
