package org.handfast.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.record.RecordLimits.Sender;
import org.handfast.wire.Opaque;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HandshakeReassemblerTest {
    @Test
    void joinsAndSplitsAtAnyBoundary() {
        long seed = 20260825;
        Random random = new Random(seed);
        byte[][] messages = {message(20, 0), message(8, 3), message(11, 5000), message(4, 511), message(24, 1)};
        byte[] all = join(messages);
        for (int round = 0; round < 200; round++) {
            HandshakeReassembler reassembler = new HandshakeReassembler(RecordLimits.DEFAULT, Sender.SERVER);
            for (int at = 0; at < all.length; ) {
                int part = Math.min(all.length - at, 1 + random.nextInt(1 + random.nextInt(3000)));
                reassembler.add(all, at, part);
                at += part;
            }
            for (byte[] message : messages) {
                assertThat(reassembler.isEmpty()).as("seed %d", seed).isFalse();
                assertThat(reassembler.poll()).as("seed %d", seed).isEqualTo(Opaque.of(message));
            }
            assertThat(reassembler.poll()).isNull();
            assertThat(reassembler.isEmpty()).isTrue();
        }
    }

    @Test
    void oneByteRecordsCostLinearWork() {
        byte[] message = message(11, 65536);
        HandshakeReassembler reassembler = new HandshakeReassembler(RecordLimits.DEFAULT, Sender.CLIENT);
        for (int i = 0; i < message.length; i++) {
            reassembler.add(message, i, 1);
        }
        assertThat(reassembler.poll()).isEqualTo(Opaque.of(message));
        assertThat(reassembler.copied()).isLessThanOrEqualTo(3L * message.length);
    }

    /** Security rule D-1, in bytes copied: no time is measured. */
    @Test
    @DisplayName("D-1: 64 KiB in records of one byte cost at most three times the work of full ones")
    void oneByteRecordsCostAtMostThreeTimesTheWorkOfFullOnes() {
        byte[] message = message(16, 65536);
        long[] copied = new long[2];
        for (int i = 0; i < 2; i++) {
            int size = i == 0 ? 1 : RecordProtection.LARGEST_PAYLOAD;
            HandshakeReassembler reassembler = new HandshakeReassembler(RecordLimits.DEFAULT, Sender.CLIENT);
            for (int at = 0; at < message.length; at += size) {
                reassembler.add(message, at, Math.min(size, message.length - at));
                assertThat(reassembler.reserved()).isLessThanOrEqualTo(Math.max(512, 2 * (at + size)));
            }
            assertThat(reassembler.poll()).isEqualTo(Opaque.of(message));
            copied[i] = reassembler.copied();
        }
        assertThat(copied[1]).isGreaterThanOrEqualTo(message.length);
        assertThat(copied[0]).isLessThanOrEqualTo(3 * copied[1]);
    }

    @Test
    void memoryFollowsBytesReceivedNotDeclared() {
        HandshakeReassembler reassembler = new HandshakeReassembler(RecordLimits.DEFAULT, Sender.SERVER);
        byte[] message = message(11, 102400);
        reassembler.add(message, 0, 4);
        assertThat(reassembler.reserved()).isLessThanOrEqualTo(512);
        reassembler.add(message, 4, 2000);
        assertThat(reassembler.reserved()).isLessThanOrEqualTo(4096);
        assertThat(reassembler.isPartial()).isTrue();
    }

    @Test
    void limitsPerTypeAtTheLastAndOneMore() {
        assertLimit(1, Sender.CLIENT, 65536, Reason.MESSAGE_TOO_LARGE);
        assertLimit(11, Sender.CLIENT, 65536, Reason.CERTIFICATE_MESSAGE_TOO_LARGE);
        assertLimit(11, Sender.SERVER, 102400, Reason.CERTIFICATE_MESSAGE_TOO_LARGE);
        assertLimit(25, Sender.SERVER, 102400, Reason.CERTIFICATE_MESSAGE_TOO_LARGE);
        assertLimit(2, Sender.SERVER, 65536, Reason.MESSAGE_TOO_LARGE);
        assertLimit(99, Sender.SERVER, 65536, Reason.MESSAGE_TOO_LARGE);
    }

    private static void assertLimit(int type, Sender sender, int limit, Reason reason) {
        HandshakeReassembler passes = new HandshakeReassembler(RecordLimits.DEFAULT, sender);
        byte[] largest = message(type, limit);
        passes.add(largest, 0, largest.length);
        assertThat(passes.poll().length()).isEqualTo(limit + 4);

        HandshakeReassembler fails = new HandshakeReassembler(RecordLimits.DEFAULT, sender);
        byte[] larger = message(type, limit + 1);
        TlsFailure failure = catchThrowableOfType(() -> fails.add(larger, 0, 4), TlsFailure.class);
        assertThat(failure.reason()).as("type %d at its header", type).isEqualTo(reason);
    }

    private static byte[] message(int type, int length) {
        byte[] message = new byte[4 + length];
        new Random(length).nextBytes(message);
        message[0] = (byte) type;
        message[1] = (byte) (length >> 16);
        message[2] = (byte) (length >> 8);
        message[3] = (byte) length;
        return message;
    }

    private static byte[] join(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
