package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.handfast.handshake.extension.RecordSizeLimitRule.LARGEST_12;
import static org.handfast.handshake.extension.RecordSizeLimitRule.LARGEST_13;

import java.util.List;
import java.util.OptionalInt;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.extension.RecordSizeLimitRule;
import org.handfast.handshake.extension.RecordSizes;
import org.handfast.policy.Policy;
import org.handfast.policy.RecordPadding;
import org.handfast.policy.WireRules;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.MaxFragmentLength;
import org.handfast.wire.extension.RecordSizeLimit;
import org.junit.jupiter.api.Test;

/** RFC 8449 and RFC 6066 §4: what is offered, answered and agreed. */
class RecordSizeRulesTest {
    @Test
    void aClientOffersItsPolicysLimitAndNothingWithoutOne() {
        assertThat(RecordSizeLimitRule.offer(terms(OptionalInt.empty()))).isEmpty();
        assertThat(RecordSizeLimitRule.offer(terms(OptionalInt.of(64)))).contains(new RecordSizeLimit(64));
        assertThat(RecordSizeLimitRule.offer(terms(OptionalInt.of(16384)))).contains(new RecordSizeLimit(16384));
    }

    @Test
    void aServerAnswersWhateverItsPolicySays() {
        for (int offered : new int[] {64, 65, 16384, 16385, 65535}) {
            ExtensionBlock hello = block(new RecordSizeLimit(offered));
            assertThat(answer(hello, OptionalInt.empty(), LARGEST_13)).isEqualTo(
                    new RecordSizes(new RecordSizeLimit(16385), Math.min(offered, 16385), 16385));
            assertThat(answer(hello, OptionalInt.of(512), LARGEST_13)).isEqualTo(
                    new RecordSizes(new RecordSizeLimit(512), Math.min(offered, 16385), 512));
            assertThat(answer(hello, OptionalInt.empty(), LARGEST_12)).isEqualTo(
                    new RecordSizes(new RecordSizeLimit(16384), Math.min(offered, 16384), 16384));
        }
        assertThat(RecordSizeLimitRule.answer(block(), terms(OptionalInt.of(512)), LARGEST_13)).isEmpty();
    }

    /** RFC 8449 §5: "MUST ignore a "max_fragment_length" that appears in a ClientHello if both extensions appear". */
    @Test
    void maxFragmentLengthCountsWhereItComesAlone() {
        for (int code = 1; code <= 4; code++) {
            MaxFragmentLength length = new MaxFragmentLength(code);
            int bytes = 256 << code;
            assertThat(answer(block(length), OptionalInt.empty(), LARGEST_12))
                    .isEqualTo(new RecordSizes(length, bytes, bytes));
            assertThat(answer(block(length), OptionalInt.of(100), LARGEST_13))
                    .isEqualTo(new RecordSizes(length, bytes, bytes + 1));
            assertThat(answer(block(length, new RecordSizeLimit(100)), OptionalInt.empty(), LARGEST_12))
                    .isEqualTo(new RecordSizes(new RecordSizeLimit(16384), 100, 16384));
        }
    }

    @Test
    void aClientTakesTheServersLimitAndKeepsItsOwn() {
        for (int answered : new int[] {64, 16384, 16385, 65535}) {
            ExtensionBlock answer = block(new RecordSizeLimit(answered));
            assertThat(RecordSizeLimitRule.accept(answer, terms(OptionalInt.of(200)), LARGEST_12)).contains(
                    new RecordSizes(new RecordSizeLimit(answered), Math.min(answered, 16384), 200));
            assertThat(RecordSizeLimitRule.accept(answer, terms(OptionalInt.of(200)), LARGEST_13)).contains(
                    new RecordSizes(new RecordSizeLimit(answered), Math.min(answered, 16385), 200));
        }
        assertThat(RecordSizeLimitRule.accept(block(), terms(OptionalInt.of(200)), LARGEST_13)).isEmpty();
    }

    /** "MUST treat receipt of a smaller value as a fatal error", RFC 8449 §4; RFC 6066 §4 for the older extension. */
    @Test
    void valuesThatDoNotExistAreRefused() {
        for (int limit : new int[] {0, 63}) {
            assertRefused(new RecordSizeLimit(limit));
        }
        for (int code : new int[] {0, 5, 255}) {
            assertRefused(new MaxFragmentLength(code));
        }
    }

    private static void assertRefused(Extension extension) {
        TlsFailure failure = catchThrowableOfType(
                TlsFailure.class, () -> answer(block(extension), OptionalInt.empty(), LARGEST_13));
        assertThat(failure.reason()).isEqualTo(Reason.ILLEGAL_VALUE);
    }

    private static RecordSizes answer(ExtensionBlock hello, OptionalInt policy, int largest) {
        return RecordSizeLimitRule.answer(hello, terms(policy), largest).orElseThrow();
    }

    private static Terms terms(OptionalInt limit) {
        Peers.Side side = Peers.client();
        Policy p = side.policy;
        side.policy = new Policy(p.name(), p.versions(), p.suites(), p.serverOrder(), p.groupTiers(),
                p.hybridRequired(), p.keyShares(), p.schemes(), p.certificateSchemes(),
                new WireRules(true, false, RecordPadding.NONE, limit));
        return side.terms();
    }

    private static ExtensionBlock block(Extension... extensions) {
        return ExtensionBlock.of(List.of(extensions));
    }
}
