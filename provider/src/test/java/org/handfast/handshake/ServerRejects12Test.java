package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.handfast.handshake.Rewrite.extensions;
import static org.handfast.handshake.Rewrite.raw;
import static org.handfast.handshake.Rewrite.with;
import static org.handfast.handshake.Rewrite.without;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.policy.Policy;
import org.handfast.policy.RecordPadding;
import org.handfast.policy.WireRules;
import org.handfast.wire.Opaque;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.SupportedVersions;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.ServerHello;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a server makes of wrong and of merely unusual ClientHellos of TLS 1.2, and of those older still. */
class ServerRejects12Test {
    private static final String DOWNGRADE = "DOWNGRD\u0001";
    private static final int FALLBACK = CipherSuite.TLS_FALLBACK_SCSV.code();
    private static final int ECDSA_SUITE = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256.code();
    private static final int DHE_SUITE = CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256.code();

    /** A change of the hello, and what comes of it; null: the handshake goes on. */
    private record Case(String name, Reason expected, UnaryOperator<ClientHello> change) {}

    @TestFactory
    Stream<DynamicTest> helloOfTls12() {
        return run(Peers.policy12(Peers.SUITES_12), Stream.of(
                compression("RFC 5246 §7.4.1.2: no null compression", Reason.BAD_COMPRESSION_METHOD, 1),
                compression("RFC 5246 §7.4.1.2: other compression, too", null, 1, 0),
                ext("RFC 5746 §3.6: renegotiated_connection not empty", Reason.RENEGOTIATION_INFO_NOT_EMPTY,
                        b -> with(b, raw(ExtensionType.RENEGOTIATION_INFO, 1, 7))),
                ext("RFC 5746 §3.6: malformed renegotiation_info", Reason.DECODE_ERROR,
                        b -> with(b, raw(ExtensionType.RENEGOTIATION_INFO, 2, 7))),
                ext("RFC 5746 §3.6: neither extension nor SCSV", null,
                        b -> without(b, ExtensionType.RENEGOTIATION_INFO)),
                ext("RFC 7627 §5.3: no extended_master_secret", Reason.EXTENDED_MAIN_SECRET_MISSING,
                        b -> without(b, ExtensionType.EXTENDED_MAIN_SECRET)),
                ext("RFC 7627 §5.1: extended_master_secret not empty", Reason.TRAILING_DATA,
                        b -> with(b, raw(ExtensionType.EXTENDED_MAIN_SECRET, 0))),
                ext("RFC 8422 §5.1.2: no uncompressed points", Reason.ILLEGAL_VALUE,
                        b -> with(b, raw(ExtensionType.EC_POINT_FORMATS, 2, 1, 2))),
                ext("RFC 8422 §5.1.2: other formats, too", null,
                        b -> with(b, raw(ExtensionType.EC_POINT_FORMATS, 3, 1, 2, 0))),
                ext("RFC 8422 §4: no ec_point_formats", null, b -> without(b, ExtensionType.EC_POINT_FORMATS)),
                ext("RFC 5246 §7.4.1.4.1: no signature_algorithms: SHA-1", Reason.NO_COMMON_SIGNATURE_SCHEME,
                        b -> without(b, ExtensionType.SIGNATURE_ALGORITHMS)),
                ext("RFC 9155 §4: SHA-1 and MD5 alone", Reason.NO_COMMON_SIGNATURE_SCHEME,
                        b -> with(b, raw(ExtensionType.SIGNATURE_ALGORITHMS, 0, 6, 2, 1, 2, 3, 1, 1))),
                ext("RFC 5246 §7.4.3: schemes of no allowed suite", Reason.NO_COMMON_SIGNATURE_SCHEME,
                        b -> with(b, raw(ExtensionType.SIGNATURE_ALGORITHMS, 0, 2, 8, 7))),
                ext("RFC 8422 §4: no supported_groups", Reason.NO_COMMON_GROUP,
                        b -> without(b, ExtensionType.SUPPORTED_GROUPS)),
                ext("RFC 8422 §5.1: no common curve", Reason.NO_COMMON_GROUP, b -> with(b, groups(0x2A2A, 0x18))),
                ext("hybrids have no place in TLS 1.2", Reason.NO_COMMON_GROUP, b -> with(b, groups(0x11EC))),
                ext("RFC 8422 §5.1: the key's curve is not the client's", Reason.NO_CREDENTIAL,
                        b -> with(b, groups(NamedGroup.X25519.code()))),
                ext("malformed status_request", Reason.DECODE_ERROR,
                        b -> with(b, raw(ExtensionType.STATUS_REQUEST, 1, 0))),
                ext("oid_filters in a ClientHello", Reason.MISPLACED_EXTENSION,
                        b -> with(b, raw(ExtensionType.OID_FILTERS, 0, 0))),
                ext("an unknown extension", null, b -> with(b, raw(ExtensionType.of(0x7777), 1, 2))),
                suites("RFC 5246 §7.4.1.3: no common suite", Reason.NO_COMMON_SUITE, 0xC030, 0x1301),
                suites("a suite without a certificate for it", Reason.NO_CREDENTIAL, 0xC02F),
                suites("the SCSVs are no suites", null, 0x00FF, ECDSA_SUITE)));
    }

    @TestFactory
    Stream<DynamicTest> finiteFields() {
        Policy policy = withGroups(Peers.policy12(List.of(
                CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256)), NamedGroup.X25519, NamedGroup.FFDHE2048);
        return run(policy, Stream.of(
                new Case("RFC 7919 §4: none of the client's groups, nothing else",
                        Reason.NO_COMMON_FINITE_FIELD_GROUP, both(groups(0x0101, 0x17), DHE_SUITE)),
                new Case("RFC 7919 §4: none of the client's groups, curves instead", null,
                        both(groups(0x0101, 0x1D, 0x17), DHE_SUITE, ECDSA_SUITE)),
                // there is no RSA key here, so being asked for one means that the exchange was possible
                new Case("RFC 7919 §4: no group named, any will do", Reason.NO_CREDENTIAL,
                        both(groups(0x17), DHE_SUITE))));
    }

    @TestFactory
    Stream<DynamicTest> versions() {
        return run(Peers.both(), Stream.of(
                legacy("RFC 5246 appendix E.1: SSL 3.0 alone", Reason.NO_COMMON_VERSION, 0x0300),
                legacy("RFC 5246 appendix E.1: TLS 1.1 at best", Reason.NO_COMMON_VERSION, 0x0302),
                legacy("RFC 5246 appendix E.1: a version yet to come", null, 0x0305),
                versions("RFC 9846 §4.3.1: TLS 1.1 and 1.0", Reason.NO_COMMON_VERSION, 0x0303, 0x0302, 0x0301),
                versions("RFC 9846 §4.3.1: the extension counts", null, 0x0301, 0x0303),
                versions("RFC 9846 appendix E.5: SSL 3.0 beside it", Reason.BAD_LEGACY_VERSION, 0x0300, 0x0303),
                suites("RFC 7507 §3: fallback", Reason.INAPPROPRIATE_FALLBACK, ECDSA_SUITE, FALLBACK)));
    }

    @TestFactory
    Stream<DynamicTest> versionsOfAnOlderServer() {
        return run(Peers.policy12(Peers.SUITES_12), Stream.of(
                suites("RFC 7507 §3: fallback to the best we have", null, ECDSA_SUITE, FALLBACK)));
    }

    @Test
    void oldClientsAreNamed() {
        assertThat(failure(Peers.both(), legacy("", null, 0x0301).change).facts())
                .containsEntry("offered", "[TLS 1.0]");
        assertThat(failure(Peers.both(), versions("", null, 0x0303, 0x0302, 0x0301).change).facts())
                .containsEntry("offered", "[TLS 1.1, TLS 1.0]");
        assertThat(Reason.NO_COMMON_VERSION.alert()).hasToString("protocol_version");
    }

    /** RFC 9846 §4.2.3. */
    @Test
    void randomTellsOfTheDowngrade() {
        assertThat(random(Peers.both())).endsWith(DOWNGRADE);
        assertThat(random(Peers.policy12(Peers.SUITES_12))).doesNotContain("DOWNGRD");
    }

    @Test
    void extendedMainSecretMayBeLeftOutWherePolicyAllows() {
        Policy lenient = withRules(
                Peers.policy12(Peers.SUITES_12),
                new WireRules(false, false, RecordPadding.NONE, OptionalInt.empty()));
        Handshake handshake = handshake(lenient);
        deliver(handshake, h -> extensions(h, without(h.extensions(), ExtensionType.EXTENDED_MAIN_SECRET)));
        assertThat(answered(handshake).extensions().contains(ExtensionType.EXTENDED_MAIN_SECRET)).isFalse();
        assertThat(last(handshake.server.facts).extendedMainSecret()).isFalse();
    }

    /** "Only what was asked for", RFC 5246 §7.4.1.4; the SCSV asks, too, RFC 5746 §3.6. */
    @Test
    void answersOnlyWhatWasAsked() {
        Handshake bare = handshake(withRules(
                Peers.policy12(Peers.SUITES_12),
                new WireRules(false, false, RecordPadding.NONE, OptionalInt.empty())));
        deliver(bare, h -> {
            ExtensionBlock b = ExtensionBlock.of(
                    groups(0x1D, 0x17), raw(ExtensionType.SIGNATURE_ALGORITHMS, 0, 2, 4, 3));
            return new ClientHello(
                    h.legacyVersion(), h.random(), h.legacySessionId(), U16List.of(ECDSA_SUITE),
                    h.compressionMethods(), b);
        });
        assertThat(answered(bare).extensions()).isEqualTo(ExtensionBlock.ABSENT);
        assertThat(answered(bare).legacySessionIdEcho().length()).isZero();
        assertThat(last(bare.server.facts).secureRenegotiation()).isFalse();

        Handshake scsv = handshake(Peers.policy12(Peers.SUITES_12));
        deliver(scsv, h -> new ClientHello(
                h.legacyVersion(), h.random(), h.legacySessionId(), U16List.of(ECDSA_SUITE, 0x00FF),
                h.compressionMethods(), without(h.extensions(), ExtensionType.RENEGOTIATION_INFO)));
        assertThat(answered(scsv).extensions().contains(ExtensionType.RENEGOTIATION_INFO)).isTrue();
    }

    private static Stream<DynamicTest> run(Policy server, Stream<Case> cases) {
        return cases.map(c -> DynamicTest.dynamicTest(c.name, () -> {
            TlsFailure failure = failure(server, c.change);
            assertThat(failure == null ? null : failure.reason()).isEqualTo(c.expected);
        }));
    }

    private static Handshake handshake(Policy policy) {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy12(Peers.SUITES_12);
        Peers.Side server = Peers.server();
        server.policy = policy;
        return new Handshake(client, server);
    }

    private static void deliver(Handshake handshake, UnaryOperator<ClientHello> change) {
        handshake.server.deliver(Rewrite.message(handshake.client.out.remove().message(), ClientHello.class, change));
        assertThat(handshake.server.events).endsWith("send server_hello_done");
    }

    private static TlsFailure failure(Policy server, UnaryOperator<ClientHello> change) {
        return catchThrowableOfType(TlsFailure.class, () -> deliver(handshake(server), change));
    }

    private static ServerHello answered(Handshake handshake) {
        return (ServerHello) Rewrite.decode(handshake.server.out.element().message());
    }

    private static String random(Policy server) {
        Handshake handshake = handshake(server);
        deliver(handshake, hello -> hello);
        return answered(handshake).random().latin1();
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    private static Case ext(String name, Reason reason, UnaryOperator<ExtensionBlock> change) {
        return new Case(name, reason, hello -> extensions(hello, change.apply(hello.extensions())));
    }

    private static Case compression(String name, Reason reason, int... methods) {
        byte[] bytes = new byte[methods.length];
        for (int i = 0; i < methods.length; i++) {
            bytes[i] = (byte) methods[i];
        }
        return new Case(name, reason, h -> new ClientHello(
                h.legacyVersion(), h.random(), h.legacySessionId(), h.cipherSuites(), Opaque.of(bytes),
                h.extensions()));
    }

    private static Case suites(String name, Reason reason, int... codes) {
        return new Case(name, reason, h -> suites(h, codes));
    }

    private static ClientHello suites(ClientHello h, int... codes) {
        return new ClientHello(
                h.legacyVersion(), h.random(), h.legacySessionId(), U16List.of(codes), h.compressionMethods(),
                h.extensions());
    }

    private static Case legacy(String name, Reason reason, int version) {
        return new Case(name, reason, h -> legacy(
                extensions(h, without(h.extensions(), ExtensionType.SUPPORTED_VERSIONS)), version));
    }

    private static Case versions(String name, Reason reason, int legacy, int... offered) {
        return new Case(name, reason, h -> legacy(
                extensions(h, with(h.extensions(), new SupportedVersions.ClientHello(U16List.of(offered)))), legacy));
    }

    private static ClientHello legacy(ClientHello h, int version) {
        return new ClientHello(
                ProtocolVersion.of(version), h.random(), h.legacySessionId(), h.cipherSuites(),
                h.compressionMethods(), h.extensions());
    }

    private static UnaryOperator<ClientHello> both(
            Extension groups, int... codes) {
        return h -> suites(extensions(h, with(h.extensions(), groups)), codes);
    }

    private static Extension groups(int... codes) {
        List<Integer> bytes = new ArrayList<>(List.of(0, 2 * codes.length));
        for (int code : codes) {
            bytes.add(code >> 8);
            bytes.add(code & 0xFF);
        }
        return raw(ExtensionType.SUPPORTED_GROUPS, bytes.stream().mapToInt(Integer::intValue).toArray());
    }

    private static Policy withGroups(Policy p, NamedGroup... groups) {
        return new Policy(
                p.name(), p.versions(), p.suites(), p.serverOrder(), List.of(List.of(groups)), false, List.of(),
                p.schemes(), p.certificateSchemes(), p.rules());
    }

    private static Policy withRules(Policy p, WireRules rules) {
        return new Policy(
                p.name(), p.versions(), p.suites(), p.serverOrder(), p.groupTiers(), false, List.of(), p.schemes(),
                p.certificateSchemes(), rules);
    }
}
