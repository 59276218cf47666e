package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.handfast.engine.Outcome.Status;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ProtocolVersion;
import org.handfast.policy.RecordPadding;
import org.handfast.policy.WireRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** record_size_limit (RFC 8449) and padding (RFC 9846 §5.4) between our own ends, by the lengths on the wire. */
class RecordSizeTest {
    private static final RecordPadding NONE = RecordPadding.NONE;

    static List<ProtocolVersion> versions() {
        return List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void eachSideKeepsTheOthersLimit(ProtocolVersion version) {
        int added = version.equals(ProtocolVersion.TLS12) ? 24 : 16;
        Pair pair = pair(version, rules(100, NONE), rules(64, NONE));
        pair.handshake();
        byte[] data = random(5000);
        assertThat(lengths(pair, pair.client, data.length)).startsWith(64 + added).allMatch(l -> l <= 64 + added);
        assertThat(lengths(pair, pair.server, data.length)).startsWith(100 + added).allMatch(l -> l <= 100 + added);
        pair.client.wire = new byte[0];
        pair.server.wire = new byte[0];
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aServerWithoutAWishAnswersItsFullSize(ProtocolVersion version) {
        Pair pair = pair(version, rules(100, NONE), WireRules.STANDARD);
        pair.handshake();
        assertThat(pair.transfer(pair.server, pair.client, random(1000))).isEqualTo(random(1000));
        int added = version.equals(ProtocolVersion.TLS12) ? 24 : 17;
        assertThat(lengths(pair, pair.client, 20_000)).containsExactly(16384 + added, 20_000 - 16384 + added);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatIsNotOfferedIsNotInForce(ProtocolVersion version) {
        Pair pair = pair(version, WireRules.STANDARD, rules(64, NONE));
        pair.handshake();
        assertThat(pair.transfer(pair.client, pair.server, random(20_000))).isEqualTo(random(20_000));
        assertThat(lengths(pair, pair.server, 16384)).hasSize(1);
    }

    /** A handshake in the smallest records, certificates included, and data behind it. */
    @ParameterizedTest
    @MethodSource("versions")
    void theSmallestLimitCarriesEverything(ProtocolVersion version) {
        Pair pair = pair(version, rules(64, NONE), rules(64, NONE));
        pair.handshake();
        assertThat(pair.transfer(pair.client, pair.server, random(3000))).isEqualTo(random(3000));
        assertThat(pair.transfer(pair.server, pair.client, random(3000))).isEqualTo(random(3000));
    }

    /** RFC 8449 §4: "MUST generate a fatal "record_overflow" alert". */
    @ParameterizedTest
    @MethodSource("versions")
    void oneByteMoreThanTheLimitIsRefused(ProtocolVersion version) {
        int longest = 100 + (version.equals(ProtocolVersion.TLS12) ? 24 : 16);
        for (int side = 0; side < 2; side++) {
            Pair pair = pair(version, rules(100, NONE), rules(100, NONE));
            pair.handshake();
            TlsEngine engine = side == 0 ? pair.client.engine : pair.server.engine;
            assertThat(header(engine, longest).status()).isEqualTo(Status.UNDERFLOW);
            TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> header(engine, longest + 1));
            assertThat(failure.reason()).isEqualTo(Reason.RECORD_OVERFLOW);
        }
    }

    @Test
    void recordsArePaddedToTheBlock() {
        Pair pair = pair(ProtocolVersion.TLS13, rules(RecordPadding.NONE), rules(new RecordPadding(256)));
        pair.handshake();
        for (int[] each : new int[][] {{0, 0}, {1, 256}, {255, 256}, {256, 256}, {257, 512}, {16384, 16384}}) {
            assertThat(lengths(pair, pair.server, each[0])).containsExactly(each[1] + 17);
            assertThat(lengths(pair, pair.client, each[0])).containsExactly(each[0] + 17);
        }
        pair.server.engine.updateKeys(false);
        pair.flush(pair.server);
        assertThat(fragments(pair.server)).as("KeyUpdate").containsExactly(256 + 17);
        pair.server.engine.closeOutbound();
        pair.server.wire = new byte[0];
        pair.flush(pair.server);
        assertThat(fragments(pair.server)).as("close_notify").containsExactly(256 + 17);
    }

    /** "The full encoded TLSInnerPlaintext MUST NOT exceed 2^14 + 1 octets", RFC 9846 §5.4. */
    @Test
    void paddingKeepsEveryLimit() {
        Pair full = pair(ProtocolVersion.TLS13, rules(new RecordPadding(1000)), rules(NONE));
        full.handshake();
        assertThat(lengths(full, full.client, 16100)).containsExactly(16384 + 17);
        WireRules both = rules(100, new RecordPadding(64));
        Pair limited = pair(ProtocolVersion.TLS13, both, both);
        limited.handshake();
        assertThat(lengths(limited, limited.client, 65)).containsExactly(99 + 17);
        assertThat(lengths(limited, limited.server, 3)).containsExactly(64 + 17);
    }

    @Test
    void paddedRecordsBringWhatWasSent() {
        WireRules padded = rules(300, new RecordPadding(128));
        Pair pair = pair(ProtocolVersion.TLS13, padded, padded);
        pair.handshake();
        assertThat(pair.transfer(pair.client, pair.server, random(5001))).isEqualTo(random(5001));
        assertThat(pair.transfer(pair.server, pair.client, random(1))).isEqualTo(random(1));
    }

    @Test
    void recordsOfTls12CannotBePadded() {
        Pair pair = pair(ProtocolVersion.TLS12, rules(new RecordPadding(256)), rules(new RecordPadding(256)));
        pair.handshake();
        assertThat(lengths(pair, pair.client, 3)).containsExactly(3 + 24);
        assertThat(lengths(pair, pair.server, 3)).containsExactly(3 + 24);
    }

    private static Pair pair(ProtocolVersion version, WireRules client, WireRules server) {
        Engines clientSide = Engines.of(version);
        clientSide.rules = client;
        Engines serverSide = Engines.of(version);
        serverSide.rules = server;
        return new Pair(clientSide, serverSide, ByteBuffer::allocate);
    }

    private static WireRules rules(RecordPadding padding) {
        return new WireRules(true, false, padding, OptionalInt.empty());
    }

    private static WireRules rules(int limit, RecordPadding padding) {
        return new WireRules(true, false, padding, OptionalInt.of(limit));
    }

    /** Lengths of the fragments that this much data leaves in; the other end takes them. */
    private static List<Integer> lengths(Pair pair, Pair.Side side, int data) {
        ByteBuffer source = ByteBuffer.wrap(random(data));
        do {
            pair.send(side, source);
        } while (source.hasRemaining());
        List<Integer> lengths = fragments(side);
        Pair.Side other = side == pair.client ? pair.server : pair.client;
        ByteBuffer target = ByteBuffer.allocate(data + 17);
        while (side.wire.length > 0) {
            pair.take(other, side, target);
        }
        assertThat(target.position()).isEqualTo(data);
        return lengths;
    }

    private static List<Integer> fragments(Pair.Side side) {
        List<Integer> lengths = new ArrayList<>();
        for (int at = 0; at < side.wire.length; at += 5 + lengths.get(lengths.size() - 1)) {
            lengths.add((side.wire[at + 3] & 0xFF) << 8 | side.wire[at + 4] & 0xFF);
        }
        return lengths;
    }

    private static Outcome header(TlsEngine engine, int length) {
        byte[] header = {23, 3, 3, (byte) (length >> 8), (byte) length};
        return engine.receive(ByteBuffer.wrap(header), Pair.NONE, 0, 1);
    }

    private static byte[] random(int length) {
        byte[] data = new byte[length];
        new Random(20261124).nextBytes(data);
        return data;
    }
}
