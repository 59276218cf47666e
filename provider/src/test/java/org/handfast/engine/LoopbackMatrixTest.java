package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Suite12.Authentication;
import org.handfast.crypto.Suite12.KeyExchange;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.selection.CatalogSelection;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Our client against our server: every two values of every two dimensions meet in some case. What is sent is cut at
 * random points; a case names its seed.
 */
class LoopbackMatrixTest {
    private static final long SEED = 20261123;
    private static final Catalog CATALOG = CatalogSelection.standard().catalog();
    private static final Authority CA = Certificates.authority("Matrix Root");
    private static final Map<KeyKind, Identity> SERVERS = new ConcurrentHashMap<>();
    private static final Map<KeyKind, Identity> CLIENTS = new ConcurrentHashMap<>();
    private static final Map<SignatureScheme, KeyKind> KEYS = Map.ofEntries(
            Map.entry(SignatureScheme.ECDSA_SECP256R1_SHA256, KeyKind.EC_P256),
            Map.entry(SignatureScheme.ECDSA_SECP384R1_SHA384, KeyKind.EC_P384),
            Map.entry(SignatureScheme.ECDSA_SECP521R1_SHA512, KeyKind.EC_P521),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA256, KeyKind.RSA_2048),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA384, KeyKind.RSA_2048),
            Map.entry(SignatureScheme.RSA_PSS_RSAE_SHA512, KeyKind.RSA_2048),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA256, KeyKind.RSA_PSS_2048),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA384, KeyKind.RSA_PSS_2048),
            Map.entry(SignatureScheme.RSA_PSS_PSS_SHA512, KeyKind.RSA_PSS_2048),
            Map.entry(SignatureScheme.ED25519, KeyKind.ED25519),
            Map.entry(SignatureScheme.ED448, KeyKind.ED448));
    /** Left out of the product of cases for their slowness alone. */
    private static final List<NamedGroup> SLOW = List.of(NamedGroup.FFDHE6144, NamedGroup.FFDHE8192);

    /** Schemes that fit a suite of TLS 1.2, to count through. */
    private static final int PICKS = 6;

    /** A client of TLS 1.2 names the curves of the certificates it takes, too (RFC 8422 §5.1). */
    private static final List<NamedGroup> OF_CERTIFICATES =
            List.of(NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1);

    private enum ClientCertificate { NOT_ASKED, WANTED_AND_SENT, WANTED_NOT_SENT, NEEDED }

    private enum Retry { NO, YES }

    private enum Protocols { NONE, COMMON, CLIENT_ONLY, SELECTOR }

    private enum Name { NONE, ACCEPTED, IGNORED }

    /** One value of each dimension. */
    record Case(List<Object> values, long seed) {
        <T> T of(Class<T> dimension) {
            return values.stream().filter(dimension::isInstance).map(dimension::cast).findFirst().orElseThrow();
        }

        @Override
        public String toString() {
            return values + ", seed " + seed;
        }
    }

    static Stream<Case> cases() {
        List<List<Object>> rows = pairwise(List.of(
                List.copyOf(CATALOG.suites13().stream().map(s -> s.suite()).toList()),
                List.copyOf(CATALOG.kems().stream().map(k -> k.group()).filter(g -> !SLOW.contains(g)).toList()),
                List.copyOf(schemes()),
                List.of((Object[]) ClientCertificate.values()),
                List.of((Object[]) Retry.values()),
                List.of((Object[]) Protocols.values()),
                List.of((Object[]) Name.values())));
        List<Case> cases = new ArrayList<>();
        rows.forEach(row -> cases.add(new Case(row, SEED + cases.size())));
        return cases.stream();
    }

    /** TLS 1.2: what signs and which groups there are depends on the suite. */
    static Stream<Case> cases12() {
        List<Case> cases = new ArrayList<>();
        for (KeyExchange exchange : List.of(KeyExchange.ECDHE, KeyExchange.DHE)) {
            pairwise(List.of(
                    List.copyOf(CATALOG.suites12().stream()
                            .filter(s -> s.keyExchange() == exchange).map(Suite12::suite).toList()),
                    List.copyOf(CATALOG.kems().stream().map(k -> k.group()).filter(g -> !SLOW.contains(g))
                            .filter(exchange == KeyExchange.DHE ? NamedGroup::isFiniteField : NamedGroup::isCurve)
                            .toList()),
                    List.copyOf(IntStream.range(0, PICKS).boxed().toList()),
                    List.of((Object[]) ClientCertificate.values()),
                    List.of(Retry.NO),
                    List.of((Object[]) Protocols.values()),
                    List.of((Object[]) Name.values())))
                    .forEach(row -> cases.add(new Case(picked(row), SEED + cases.size())));
        }
        return cases.stream();
    }

    private static List<Object> picked(List<Object> row) {
        Suite12 suite = CATALOG.suite12((CipherSuite) row.get(0)).orElseThrow();
        List<SignatureScheme> fitting = schemes().stream()
                .filter(scheme -> scheme.toString().startsWith("rsa") == (suite.authentication() == Authentication.RSA))
                .toList();
        List<Object> picked = new ArrayList<>(row);
        picked.set(2, fitting.get((Integer) row.get(2) % fitting.size()));
        return picked;
    }

    @Test
    void theMatrixIsNotHollow() {
        assertThat(CATALOG.suites13()).hasSize(4);
        assertThat(CATALOG.kems()).extracting(k -> k.group()).contains(NamedGroup.X25519, NamedGroup.X25519MLKEM768,
                NamedGroup.SECP256R1, NamedGroup.SECP384R1);
        assertThat(schemes()).contains(SignatureScheme.ECDSA_SECP256R1_SHA256, SignatureScheme.RSA_PSS_PSS_SHA256,
                SignatureScheme.ED25519);
        assertThat(cases().count()).isGreaterThan(100);
        assertThat(cases12().map(one -> one.of(CipherSuite.class)).distinct()).hasSameSizeAs(CATALOG.suites12());
        assertThat(cases12().map(one -> one.of(SignatureScheme.class)).distinct()).hasSameSizeAs(schemes());
    }

    @ParameterizedTest
    @MethodSource({"cases", "cases12"})
    void connectsMovesDataAndCloses(Case one) {
        Random random = new Random(one.seed());
        MatrixLine line = new MatrixLine(client(one), server(one), random);
        line.handshake();

        assertThat(line.client.facts()).satisfies(facts -> agreed(one, facts));
        assertThat(line.server.facts()).satisfies(facts -> agreed(one, facts));
        proved(one, line);
        assertThat(line.client.export("matrix", null, 40)).isEqualTo(line.server.export("matrix", null, 40));
        line.moveBothWays(1);
        if (version(one).equals(ProtocolVersion.TLS13)) {
            line.client.updateKeys(random.nextBoolean());
            line.moveBothWays(1 + random.nextInt(40 * 1024));
            line.server.updateKeys(true);
        }
        line.moveBothWays(1 + random.nextInt(2000));
        line.close();
    }

    private static void agreed(Case one, HandshakeFacts facts) {
        assertThat(facts.version()).contains(version(one));
        assertThat(facts.suite()).contains(one.of(CipherSuite.class));
        assertThat(facts.group()).contains(one.of(NamedGroup.class));
        assertThat(facts.helloRetried()).isEqualTo(one.of(Retry.class) == Retry.YES);
        assertThat(facts.serverName()).isEqualTo(one.of(Name.class) == Name.NONE
                ? Optional.empty() : Optional.of("localhost"));
        assertThat(facts.applicationProtocol()).isEqualTo(switch (one.of(Protocols.class)) {
            case NONE, CLIENT_ONLY -> Optional.empty();
            case COMMON -> Optional.of("h2");
            case SELECTOR -> Optional.of("http/1.1");
        });
        assertThat(facts.confirmed()).isTrue();
    }

    private static void proved(Case one, MatrixLine line) {
        SignatureScheme scheme = one.of(SignatureScheme.class);
        assertThat(line.client.facts().peerScheme()).contains(scheme);
        assertThat(line.client.facts().peerChain()).isEqualTo(identity(Role.SERVER, scheme).chain());
        boolean sent = isSent(one);
        assertThat(line.server.facts().peerScheme()).isEqualTo(sent ? Optional.of(scheme) : Optional.empty());
        assertThat(line.server.facts().peerChain())
                .isEqualTo(sent ? identity(Role.CLIENT, scheme).chain() : List.of());
    }

    private static TlsEngine client(Case one) {
        NamedGroup group = one.of(NamedGroup.class);
        NamedGroup other = group.equals(NamedGroup.X25519) ? NamedGroup.SECP256R1 : NamedGroup.X25519;
        boolean retried = one.of(Retry.class) == Retry.YES;
        List<NamedGroup> groups = Stream.concat(Stream.of(group, other), OF_CERTIFICATES.stream()).distinct().toList();
        List<NamedGroup> shares = List.of(retried ? other : group);
        CredentialSelector own = isSent(one)
                ? request -> Optional.of(identity(Role.CLIENT, one.of(SignatureScheme.class)).credential())
                : CredentialSelector.NONE;
        return engine(Role.CLIENT, context(one, groups, shares), one, own, ClientAuthentication.NONE);
    }

    private static TlsEngine server(Case one) {
        List<NamedGroup> groups = List.of(one.of(NamedGroup.class));
        CredentialSelector own = request ->
                Optional.of(identity(Role.SERVER, one.of(SignatureScheme.class)).credential());
        ClientAuthentication wish = switch (one.of(ClientCertificate.class)) {
            case NOT_ASKED -> ClientAuthentication.NONE;
            case NEEDED -> ClientAuthentication.NEED;
            default -> ClientAuthentication.WANT;
        };
        return engine(Role.SERVER, context(one, groups, groups), one, own, wish);
    }

    private static TlsEngine engine(Role role, TlsContext context, Case one, CredentialSelector own,
            ClientAuthentication wish) {
        Protocols protocols = one.of(Protocols.class);
        boolean server = role == Role.SERVER;
        boolean silent = protocols == Protocols.NONE || server && protocols == Protocols.CLIENT_ONLY;
        Optional<Function<List<String>, String>> selector = server && protocols == Protocols.SELECTOR
                ? Optional.of(offered -> offered.get(offered.size() - 1)) : Optional.empty();
        NameVerdict verdict = one.of(Name.class) == Name.IGNORED ? NameVerdict.IGNORE : NameVerdict.ACCEPT;
        Optional<String> name = server || one.of(Name.class) == Name.NONE
                ? Optional.empty() : Optional.of("localhost");
        return TlsEngine.create(context, new EngineOptions(role, "matrix", name, asked -> verdict,
                silent ? List.of() : List.of("h2", "http/1.1"), selector, wish, own, (peer, facts) -> {}));
    }

    private static TlsContext context(Case one, List<NamedGroup> groups, List<NamedGroup> shares) {
        Policy policy = new Policy("matrix", List.of(version(one)), List.of(one.of(CipherSuite.class)), true,
                List.of(groups), false, shares, List.of(one.of(SignatureScheme.class)), List.of());
        Random random = new Random(one.seed());
        return new TlsContext(policy, CATALOG, random::nextBytes, () -> 0, TlsObserver.NONE);
    }

    private static ProtocolVersion version(Case one) {
        return one.of(CipherSuite.class).isTls13() ? ProtocolVersion.TLS13 : ProtocolVersion.TLS12;
    }

    private static boolean isSent(Case one) {
        ClientCertificate certificate = one.of(ClientCertificate.class);
        return certificate == ClientCertificate.WANTED_AND_SENT || certificate == ClientCertificate.NEEDED;
    }

    private static List<SignatureScheme> schemes() {
        return CATALOG.signatureAlgorithms().stream().map(a -> a.scheme()).filter(KEYS::containsKey).toList();
    }

    private static Identity identity(Role role, SignatureScheme scheme) {
        return role == Role.SERVER ? SERVERS.computeIfAbsent(KEYS.get(scheme), CA::localhost)
                : CLIENTS.computeIfAbsent(KEYS.get(scheme), kind -> CA.client("alice", kind));
    }

    /** Rows in which every two values of every two dimensions meet: each row takes what meets most that is new. */
    private static List<List<Object>> pairwise(List<List<Object>> dimensions) {
        List<long[]> missing = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            for (int j = i + 1; j < dimensions.size(); j++) {
                for (int a = 0; a < dimensions.get(i).size(); a++) {
                    for (int b = 0; b < dimensions.get(j).size(); b++) {
                        missing.add(new long[] {i, a, j, b});
                    }
                }
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        while (!missing.isEmpty()) {
            int[] row = row(dimensions, missing);
            missing.removeIf(pair -> row[(int) pair[0]] == pair[1] && row[(int) pair[2]] == pair[3]);
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < row.length; i++) {
                values.add(dimensions.get(i).get(row[i]));
            }
            rows.add(values);
        }
        return rows;
    }

    private static int[] row(List<List<Object>> dimensions, List<long[]> missing) {
        int[] row = new int[dimensions.size()];
        Arrays.fill(row, -1);
        row[(int) missing.get(0)[0]] = (int) missing.get(0)[1];
        row[(int) missing.get(0)[2]] = (int) missing.get(0)[3];
        for (int i = 0; i < row.length; i++) {
            long best = -1;
            for (int value = 0; row[i] < 0 || best >= 0 && value < dimensions.get(i).size(); value++) {
                int[] tried = row.clone();
                tried[i] = value;
                long gain = missing.stream().filter(pair -> tried[(int) pair[0]] == pair[1]
                        && tried[(int) pair[2]] == pair[3]).count();
                if (gain > best) {
                    best = gain;
                    row[i] = value;
                }
            }
        }
        return row;
    }
}
