package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.iana.ContentType;
import org.handfast.testing.OpenCipher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records that do not belong, at every place of a handshake, heard by both sides of both versions. The cipher is open,
 * so that what is refused is refused by a rule and not by a tag.
 */
class RecordsBetweenTest {
    private static final int CHANGE = ContentType.CHANGE_CIPHER_SPEC.code();
    private static final int ALERT = ContentType.ALERT.code();
    private static final int DATA = ContentType.APPLICATION_DATA.code();

    static List<Recorded> sides() {
        return Recorded.all();
    }

    static List<Recorded> sides13() {
        return sides().stream().filter(side -> !side.isTls12()).toList();
    }

    static List<Recorded> sides12() {
        return sides().stream().filter(Recorded::isTls12).toList();
    }

    @ParameterizedTest
    @MethodSource("sides")
    @DisplayName("S-3: no handshake byte stands before a change of keys and belongs behind it")
    void nothingStraddlesAChangeOfKeys(Recorded side) {
        byte[] begun = {20};
        byte[] whole = {20, 0, 0, 0};
        for (byte[] more : List.of(begun, whole)) {
            int last = side.isTls12() ? side.inTheClear - 2 : side.inTheClear - 1;
            assertReason(side, last, lengthened(side.heard.get(last), more, 0),
                    side.isTls12() ? null : Reason.MESSAGE_ACROSS_KEY_CHANGE);
            if (!side.isTls12()) {
                int finished = side.heard.size() - 1;
                byte[] hidden = lengthened(side.heard.get(finished), more, 1 + OpenCipher.TAG);
                assertReason(side, finished, hidden, Reason.MESSAGE_ACROSS_KEY_CHANGE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sides13")
    @DisplayName("S-4: a protected record has outer type 23, nothing else; one in the clear has the type it must have")
    void everyOuterTypeButTheRightOneEndsTheConnection(Recorded side) {
        for (int place = 0; place <= side.heard.size(); place++) {
            byte[] right = place < side.heard.size() ? side.heard.get(place) : side.record(place, DATA, (byte) 1);
            for (int type = 0; type < 256; type++) {
                byte[] flipped = right.clone();
                flipped[0] = (byte) type;
                Replay replay = side.replay(place);
                replay.hear(flipped);
                assertThat(replay.failure() == null).as("record %d as type %d", place, type)
                        .isEqualTo(type == right[0]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sides")
    @DisplayName("S-4: unknown content types, heartbeats among them, are fatal and never skipped")
    void unknownContentTypesEndTheConnection(Recorded side) {
        for (int place = 0; place <= side.heard.size(); place++) {
            for (int type = 0; type < 256; type = type == 19 ? 24 : type + 1) {
                Replay replay = side.replay(place);
                replay.hear(side.record(place, type, (byte) 1));
                assertThat(replay.failure()).as("type %d before record %d", type, place).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sides")
    @DisplayName("S-4: alerts are two bytes, never fragmented and never packed; no record of nothing but zeros")
    void alertsAreTwoBytesEach(Recorded side) {
        for (int place = 0; place <= side.heard.size(); place++) {
            assertReason(side, place, side.record(place, ALERT), Reason.EMPTY_ALERT_RECORD);
            assertReason(side, place, side.record(place, ALERT, (byte) 1), Reason.BAD_ALERT);
            assertReason(side, place, side.record(place, ALERT, (byte) 1, (byte) 90, (byte) 1), Reason.BAD_ALERT);
            assertReason(side, place, side.record(place, ALERT, (byte) 1, (byte) 90, (byte) 1, (byte) 90),
                    Reason.BAD_ALERT);
            if (!side.isTls12() && place >= side.inTheClear) {
                assertReason(side, place, side.record(place, 0, (byte) 0, (byte) 0), Reason.NO_CONTENT_TYPE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sides")
    @DisplayName("S-5: a change_cipher_spec of anything but one byte 0x01 is fatal at every place")
    void changeCipherSpecIsOneByte(Recorded side) {
        for (int place = 0; place <= side.heard.size(); place++) {
            for (byte[] content : List.of(new byte[0], new byte[1], new byte[] {2}, new byte[] {1, 1})) {
                Replay replay = side.replay(place);
                replay.hear(Recorded.plain(CHANGE, content));
                assertThat(replay.failure()).as("%s before %d", Arrays.toString(content), place).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sides12")
    @DisplayName("S-5: TLS 1.2 takes change_cipher_spec once, in its place, in the clear")
    void inTls12ChangeCipherSpecHasOnePlace(Recorded side) {
        for (int place = 0; place <= side.heard.size(); place++) {
            boolean itsPlace = place == side.inTheClear - 1;
            assertThat(passes(side, place, Recorded.plain(CHANGE, (byte) 1))).as("one more at %d", place).isFalse();
            assertThat(passes(side, place, side.record(place, CHANGE, (byte) 1))).as("protected").isFalse();
            if (itsPlace) {
                Replay without = side.replay(place);
                side.heard.subList(place + 1, side.heard.size()).forEach(without::hear);
                assertThat(without.isOpen()).as("left out").isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sides13")
    @DisplayName("S-5: TLS 1.3 passes over two at most, from the first ClientHello to the peer's Finished")
    void inTls13ChangeCipherSpecIsPassedOverTwice(Recorded side) {
        byte[] change = Recorded.plain(CHANGE, (byte) 1);
        for (int place = 0; place <= side.heard.size(); place++) {
            boolean inside = place < side.heard.size() && (place > 0 || side.role == Role.CLIENT);
            assertThat(passes(side, place, change)).as("before record %d", place).isEqualTo(inside);
            assertThat(passes(side, place, change, change, change)).as("too many at %d", place).isFalse();
            if (place >= side.inTheClear) {
                assertThat(passes(side, place, side.record(place, CHANGE, (byte) 1))).as("protected").isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sides")
    @DisplayName("S-6: no application data before the handshake is complete, protected or not")
    void noApplicationDataBeforeTheEnd(Recorded side) {
        for (int place = 0; place < side.heard.size(); place++) {
            for (byte[] content : List.of(new byte[0], new byte[] {1, 2, 3})) {
                for (byte[] early : List.of(side.record(place, DATA, content), Recorded.plain(DATA, content))) {
                    Replay replay = side.replay(place);
                    replay.hear(early);
                    assertThat(replay.failure()).as("before record %d", place).isNotNull();
                    assertThat(replay.delivered()).isZero();
                    assertThat(replay.engine.established()).isFalse();
                }
            }
        }
        Replay connected = side.replay(side.heard.size());
        connected.hear(side.record(side.heard.size(), DATA, (byte) 1, (byte) 2, (byte) 3));
        assertThat(connected.delivered()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("sides")
    @DisplayName("S-1: every message once: left out, doubled or in another's place it ends the handshake")
    void everyRecordIsNeededOnceInItsPlace(Recorded side) {
        for (int place = 0; place < side.heard.size(); place++) {
            byte[] record = side.heard.get(place);
            if (record[0] == CHANGE && !side.isTls12()) {
                continue;
            }
            Replay without = side.replay(place);
            side.heard.subList(place + 1, side.heard.size()).forEach(without::hear);
            assertThat(without.isOpen()).as("without record %d", place).isFalse();
            for (int other = 0; other <= side.heard.size(); other++) {
                boolean ownPlace = other == place;
                assertThat(passes(side, other, record)).as("record %d before %d", place, other).isFalse();
                assertThat(ownPlace && passes(side, other)).isEqualTo(ownPlace);
            }
        }
    }

    /** Whether the side, having heard these in addition, ends up as if it had not. */
    private static boolean passes(Recorded side, int place, byte[]... records) {
        Replay replay = side.replay(place);
        for (byte[] record : records) {
            replay.hear(record);
        }
        side.heard.subList(place, side.heard.size()).forEach(replay::hear);
        return replay.isSame(side.undisturbed);
    }

    /** @param reason null: any, at the latest with the rest of what is to be heard */
    private static void assertReason(Recorded side, int place, byte[] record, Reason reason) {
        Replay replay = side.replay(place);
        replay.hear(record);
        if (reason == null) {
            side.heard.subList(place + 1, side.heard.size()).forEach(replay::hear);
        }
        assertThat(replay.failure()).as("before record %d", place).isNotNull();
        if (reason != null) {
            assertThat(replay.failure().reason()).as("before record %d", place).isEqualTo(reason);
        }
    }

    /** The record with more payload before its last {@code behind} bytes. */
    private static byte[] lengthened(byte[] record, byte[] more, int behind) {
        int at = record.length - behind;
        byte[] longer = new byte[record.length + more.length];
        System.arraycopy(record, 0, longer, 0, at);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(record, at, longer, at + more.length, behind);
        int length = longer.length - 5;
        longer[3] = (byte) (length >> 8);
        longer[4] = (byte) length;
        return longer;
    }
}
