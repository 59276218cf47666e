package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.handfast.handshake.Rewrite.extensions;
import static org.handfast.handshake.Rewrite.raw;
import static org.handfast.handshake.Rewrite.with;
import static org.handfast.handshake.Rewrite.without;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Opaque;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.Alpn;
import org.handfast.wire.extension.Cookie;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.KeyShare;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.extension.PreSharedKey;
import org.handfast.wire.extension.PskIdentity;
import org.handfast.wire.extension.ServerName;
import org.handfast.wire.extension.SupportedVersions;
import org.handfast.wire.message.ClientHello;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a server makes of wrong and of merely unusual ClientHellos, first and second. */
class ServerRejectsTest {
    private static final NamedGroup X25519 = NamedGroup.X25519;
    private static final PreSharedKey.ClientHello TICKET = new PreSharedKey.ClientHello(
            List.of(new PskIdentity(Opaque.of(new byte[8]), 0)), List.of(Opaque.of(new byte[32])));

    private record Case(String name, Reason expected, UnaryOperator<ClientHello> change) {
        Case expecting(Reason reason) {
            return new Case(name, reason, change);
        }
    }

    @TestFactory
    @DisplayName("N-1: hellos of older versions are refused")
    Stream<DynamicTest> firstHello() {
        return Stream.of(
                        ext("RFC 9846 §4.3.1: no supported_versions", Reason.NO_COMMON_VERSION,
                                b -> without(b, ExtensionType.SUPPORTED_VERSIONS)),
                        legacy("RFC 9846 appendix E.5: SSL 3.0 in legacy_version", 0x0300),
                        legacy("RFC 9846 §4.2.2: TLS 1.1 in legacy_version", 0x0302),
                        legacy("RFC 9846 §4.2.2: TLS 1.3 in legacy_version", 0x0304),
                        ext("RFC 9846 §4.3.9: empty psk_key_exchange_modes", Reason.DECODE_ERROR,
                                b -> with(b, raw(ExtensionType.PSK_KEY_EXCHANGE_MODES, 0))),
                        ext("RFC 9846 §4.3.1: TLS 1.2 only", Reason.NO_COMMON_VERSION,
                                b -> with(b, new SupportedVersions.ClientHello(U16List.of(0x0303)))),
                        compression("RFC 9846 §4.2.2: compression", 1, 0),
                        compression("RFC 9846 §4.2.2: only compression", 1),
                        ext("RFC 9846 §9.2: no signature_algorithms", Reason.MISSING_EXTENSION,
                                b -> without(b, ExtensionType.SIGNATURE_ALGORITHMS)),
                        ext("RFC 9846 §9.2: key_share without groups", Reason.MISSING_EXTENSION,
                                b -> without(b, ExtensionType.SUPPORTED_GROUPS)),
                        ext("RFC 9846 §9.2: groups without key_share", Reason.MISSING_EXTENSION,
                                b -> without(b, ExtensionType.KEY_SHARE)),
                        ext("RFC 9846 §4.3.8: share of an unlisted group", Reason.KEY_SHARE_NOT_IN_GROUPS,
                                b -> with(b, shares(X25519, NamedGroup.SECP521R1))),
                        ext("RFC 9846 §4.3.8: two shares of a group", Reason.DUPLICATE_KEY_SHARE,
                                b -> with(b, shares(X25519, X25519))),
                        ext("RFC 9846 §4.3.11: pre_shared_key not last", Reason.PSK_NOT_LAST,
                                b -> with(with(b, TICKET), raw(ExtensionType.PADDING, 0))),
                        ext("RFC 9846 §4.3.9: pre_shared_key without modes", Reason.MISSING_EXTENSION,
                                b -> with(without(b, ExtensionType.PSK_KEY_EXCHANGE_MODES), TICKET)),
                        ext("RFC 9846 §4.3.11: binders and identities differ", Reason.ILLEGAL_VALUE,
                                b -> with(b, new PreSharedKey.ClientHello(TICKET.identities(), twoBinders()))),
                        ext("RFC 9846 §4.3: oid_filters in a ClientHello", Reason.MISPLACED_EXTENSION,
                                b -> with(b, raw(ExtensionType.OID_FILTERS, 0, 0))),
                        ext("RFC 9846 §4.3.8: malformed key_share", Reason.DECODE_ERROR,
                                b -> with(b, raw(ExtensionType.KEY_SHARE, 0))),
                        ext("RFC 7301 §3.1: empty ALPN list", Reason.DECODE_ERROR,
                                b -> with(b, raw(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION, 0, 0))),
                        suites("RFC 9846 §4.2.1: no common suite", 0x1303, 0x0A0A))
                .map(c -> DynamicTest.dynamicTest(
                        c.name, () -> assertThat(firstFailure(c.change)).isEqualTo(c.expected)));
    }

    @TestFactory
    Stream<DynamicTest> longerThanWeRead() {
        return Stream.of(
                        ext("RFC 7301 §3.1: more names than we read", Reason.DECODE_ERROR,
                                b -> with(b, names(4095, 2))),
                        ext("RFC 6066 §3: a name of 256 bytes", Reason.BAD_SERVER_NAME,
                                b -> with(b, new ServerName.HostName("n".repeat(256)))))
                .map(c -> DynamicTest.dynamicTest(
                        c.name, () -> assertThat(firstFailure(c.change)).isEqualTo(c.expected)));
    }

    @TestFactory
    Stream<DynamicTest> unusualButFine() {
        return Stream.of(
                        ext("a ticket we cannot open", null, b -> with(b, TICKET)),
                        ext("GREASE in groups, versions, schemes and shares", null, ServerRejectsTest::grease),
                        ext("an unknown extension", null, b -> with(b, raw(ExtensionType.of(0x7777), 1, 2, 3))),
                        ext("record_size_limit of 16385", null,
                                b -> with(b, raw(ExtensionType.RECORD_SIZE_LIMIT, 0x40, 1))),
                        ext("ALPN names of 4096 bytes in all", null, b -> with(b, names(4094, 2))),
                        ext("a name of 255 bytes", null, b -> with(b, new ServerName.HostName("n".repeat(255)))),
                        ext("a cookie nobody gave", null, b -> with(b, new Cookie(Opaque.of(new byte[4])))))
                .map(c -> DynamicTest.dynamicTest(
                        c.name, () -> assertThat(answer(c.change)).contains("send finished")));
    }

    @Test
    void refusedEarlyDataIsSkipped() {
        UnaryOperator<ClientHello> early = hello -> extensions(
                hello, with(with(hello.extensions(), raw(ExtensionType.EARLY_DATA)), TICKET));
        assertThat(answer(early)).containsSubsequence("readWith", "skipEarlyData", "send finished");
        Handshake retried = new Handshake(sharing(X25519), Peers.server());
        retried.server.deliver(Rewrite.message(retried.client.out.remove().message(), ClientHello.class, early));
        assertThat(retried.server.events).endsWith("send server_hello", "change_cipher_spec", "skipEarlyData");
    }

    @Test
    void emptyKeyShareAsksForARetry() {
        assertThat(answer(h -> extensions(h, with(h.extensions(), new KeyShare.ClientHello(List.of())))))
                .as("RFC 9846 §4.3.8").endsWith("send server_hello", "change_cipher_spec");
    }

    @TestFactory
    @DisplayName("S-9: a second ClientHello differs only where it may")
    Stream<DynamicTest> secondHello() {
        Reason changed = Reason.SECOND_HELLO_CHANGED;
        return Stream.of(
                        new Case("RFC 9846 §4.2.2: another random", changed, h -> new ClientHello(
                                h.legacyVersion(), Opaque.of(new byte[32]), h.legacySessionId(), h.cipherSuites(),
                                h.compressionMethods(), h.extensions())),
                        new Case("RFC 9846 §4.2.2: another session id", changed, h -> new ClientHello(
                                h.legacyVersion(), h.random(), Opaque.EMPTY, h.cipherSuites(),
                                h.compressionMethods(), h.extensions())),
                        suites("RFC 9846 §4.2.2: other suites", 0x1301).expecting(changed),
                        ext("RFC 9846 §4.2.2: an extension more", changed,
                                b -> with(b, raw(ExtensionType.RECORD_SIZE_LIMIT, 0x40, 1))),
                        ext("RFC 9846 §4.2.2: an extension less", changed,
                                b -> without(b, ExtensionType.STATUS_REQUEST)),
                        ext("RFC 9846 §4.3.10: early_data again", changed,
                                b -> with(b, raw(ExtensionType.EARLY_DATA))),
                        ext("RFC 9846 §4.2.2: share of another group", changed, b -> with(b, shares(X25519))),
                        ext("RFC 9846 §4.2.2: a share too many", changed,
                                b -> with(b, shares(NamedGroup.X25519MLKEM768, X25519))),
                        ext("RFC 9846 §4.3.2: no cookie", Reason.BAD_COOKIE, b -> without(b, ExtensionType.COOKIE)),
                        ext("RFC 9846 §4.3.2: another cookie", Reason.BAD_COOKIE,
                                b -> with(b, new Cookie(Opaque.of(new byte[32])))),
                        compression("RFC 9846 §4.2.2: compression", 0, 0),
                        ext("RFC 9846 §4.2.2: padding may come", null, b -> with(b, raw(ExtensionType.PADDING, 0, 0))))
                .map(c -> DynamicTest.dynamicTest(
                        c.name, () -> assertThat(secondFailure(c.change)).isEqualTo(c.expected)));
    }

    @Test
    @DisplayName("S-9: one HelloRetryRequest at most")
    void thirdHelloIsUnexpected() {
        Handshake handshake = new Handshake(Peers.client(), Peers.server());
        Opaque hello = handshake.client.out.remove().message();
        handshake.server.deliver(hello);
        assertThat(catchThrowableOfType(TlsFailure.class, () -> handshake.server.deliver(hello)).reason())
                .isEqualTo(Reason.UNEXPECTED_MESSAGE);
    }

    private static Case ext(String name, Reason reason, UnaryOperator<ExtensionBlock> change) {
        return new Case(name, reason, hello -> extensions(hello, change.apply(hello.extensions())));
    }

    /** Names of one byte, then one of the length given: so many bytes with their lengths. */
    private static Alpn names(int ofOneByte, int last) {
        List<String> names = new ArrayList<>(Collections.nCopies(ofOneByte / 2, "x"));
        names.add("y".repeat(last - 1 + ofOneByte % 2));
        return Alpn.of(names);
    }

    private static Case legacy(String name, int version) {
        return new Case(name, Reason.BAD_LEGACY_VERSION, h -> new ClientHello(
                ProtocolVersion.of(version), h.random(), h.legacySessionId(), h.cipherSuites(),
                h.compressionMethods(), h.extensions()));
    }

    private static Case compression(String name, int... methods) {
        byte[] bytes = new byte[methods.length];
        for (int i = 0; i < methods.length; i++) {
            bytes[i] = (byte) methods[i];
        }
        return new Case(name, Reason.BAD_COMPRESSION_METHOD, h -> new ClientHello(
                h.legacyVersion(), h.random(), h.legacySessionId(), h.cipherSuites(), Opaque.of(bytes),
                h.extensions()));
    }

    private static Case suites(String name, int... codes) {
        return new Case(name, Reason.NO_COMMON_SUITE, h -> new ClientHello(
                h.legacyVersion(), h.random(), h.legacySessionId(), U16List.of(codes), h.compressionMethods(),
                h.extensions()));
    }

    private static KeyShare.ClientHello shares(NamedGroup... groups) {
        return new KeyShare.ClientHello(
                Stream.of(groups).map(g -> new KeyShareEntry(g, Opaque.of(new byte[32]))).toList());
    }

    private static List<Opaque> twoBinders() {
        return List.of(Opaque.of(new byte[32]), Opaque.of(new byte[32]));
    }

    private static ExtensionBlock grease(ExtensionBlock block) {
        List<KeyShareEntry> shares = new ArrayList<>(block.require(Extensions.KEY_SHARE_CLIENT_HELLO).clientShares());
        shares.add(0, new KeyShareEntry(NamedGroup.of(0x2A2A), Opaque.of(new byte[1])));
        ExtensionBlock greased = with(block, new KeyShare.ClientHello(shares));
        greased = with(greased, raw(ExtensionType.SUPPORTED_GROUPS, 0, 6, 0x2A, 0x2A, 0x11, 0xEC, 0, 0x1D));
        greased = with(greased, raw(ExtensionType.SIGNATURE_ALGORITHMS, 0, 4, 0x3A, 0x3A, 4, 3));
        greased = with(greased, raw(ExtensionType.SUPPORTED_VERSIONS, 4, 0x4A, 0x4A, 3, 4));
        return with(greased, raw(ExtensionType.of(0x5A5A)));
    }

    private static List<String> answer(UnaryOperator<ClientHello> change) {
        Handshake handshake = new Handshake(Peers.client(), Peers.server());
        handshake.server.deliver(Rewrite.message(handshake.client.out.remove().message(), ClientHello.class, change));
        return handshake.server.events;
    }

    private static Reason firstFailure(UnaryOperator<ClientHello> change) {
        return catchThrowableOfType(TlsFailure.class, () -> answer(change)).reason();
    }

    /** Null where the second hello was taken. */
    private static Reason secondFailure(UnaryOperator<ClientHello> change) {
        Handshake handshake = new Handshake(sharing(X25519), Peers.server());
        handshake.server.deliver(handshake.client.out.remove());
        handshake.client.deliver(handshake.server.out.remove());
        Opaque second = Rewrite.message(handshake.client.out.remove().message(), ClientHello.class, change);
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> handshake.server.deliver(second));
        return failure == null ? null : failure.reason();
    }

    private static Peers.Side sharing(NamedGroup group) {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy(Peers.TIERS, List.of(group), false);
        return client;
    }
}
