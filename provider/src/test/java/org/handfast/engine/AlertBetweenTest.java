package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.handfast.failure.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All 256 alert codes at both levels between every two messages that a side hears, in the clear and under keys. */
@DisplayName("S-1: an alert never changes what is expected next")
class AlertBetweenTest {
    private static final int WARNING = 1;
    private static final int FATAL = 2;
    private static final int USER_CANCELED = 90;
    private static final int UNRECOGNIZED_NAME = 112;

    static List<Recorded> sides() {
        return Recorded.all();
    }

    @ParameterizedTest
    @MethodSource("sides")
    void endsTheHandshakeOrChangesNothing(Recorded side) {
        assertThat(side.undisturbed.isOpen()).isTrue();
        for (int place = 0; place <= side.heard.size(); place++) {
            Replay passing = side.replay(place);
            int passed = 0;
            for (int alert = 0; alert < 512; alert++) {
                int level = alert < 256 ? WARNING : FATAL;
                byte[] record = side.record(place, 21, (byte) level, (byte) alert);
                if (isNothing(side, place, level, alert & 0xFF)) {
                    passing.hear(record);
                    passed++;
                } else {
                    assertEnds(side, place, record);
                }
            }
            side.heard.subList(place, side.heard.size()).forEach(passing::hear);
            assertThat(passing.isSame(side.undisturbed)).as("%d alerts before record %d", passed, place).isTrue();
        }
    }

    /** Nobody but the peer could have protected it; in the clear it ends what it does not belong to. */
    @ParameterizedTest
    @MethodSource("sides")
    void inTheClearUnderKeysItEndsTheConnection(Recorded side) {
        for (int place = side.inTheClear; place <= side.heard.size(); place++) {
            for (int code = 0; code < 256; code++) {
                Replay replay = side.replay(place);
                replay.hear(Recorded.plain(21, (byte) (1 + (place + code) % 2), (byte) code));
                assertThat(replay.failure()).as("alert %d before record %d", code, place).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sides")
    void ofAnotherLevelItIsNoAlert(Recorded side) {
        for (int place = 0; place <= side.heard.size(); place++) {
            for (int level : new int[] {0, 3, 255}) {
                Replay replay = side.replay(place);
                replay.hear(side.record(place, 21, (byte) level, (byte) USER_CANCELED));
                assertThat(replay.failure().reason()).isEqualTo(Reason.BAD_ALERT_LEVEL);
            }
        }
    }

    private static void assertEnds(Recorded side, int place, byte[] alert) {
        Replay replay = side.replay(place);
        replay.hear(alert);
        assertThat(replay.isOpen()).as("%s before record %d", Arrays.toString(alert), place).isFalse();
        if (replay.failure() == null) {
            assertThat(replay.engine.inboundDone()).as("%s before record %d", Arrays.toString(alert), place).isTrue();
            assertThat(place).as("an orderly end").isEqualTo(side.heard.size());
        }
    }

    /** What may pass: RFC 9846 §6.1 user_canceled, RFC 6066 §3 before there is a version, RFC 5246 §7.2 warnings. */
    private static boolean isNothing(Recorded side, int place, int level, int code) {
        if (side.isTls12() && place >= side.versionOpen) {
            return level == WARNING && code != 0;
        }
        return code == USER_CANCELED
                || code == UNRECOGNIZED_NAME && level == WARNING && place < side.versionOpen;
    }
}
