package org.handfast.record;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;

/**
 * Record payloads to whole handshake messages, one array each: {@code struct { HandshakeType msg_type; uint24 length;
 * body } Handshake;} (RFC 9846 §4). Memory follows the bytes received, never the bytes declared, and work is linear
 * also when every record brings one byte. Not thread-safe.
 */
public final class HandshakeReassembler {
    private static final int HEADER = 4;
    private static final int FIRST_ROOM = 512;
    private static final byte[] NONE = new byte[0];

    private final RecordLimits limits;
    private final RecordLimits.Sender sender;
    private final ArrayDeque<Opaque> whole = new ArrayDeque<>(4);
    private byte[] message = NONE;
    private int filled;
    private int total;
    private long copied;

    /** For the messages of one sender. */
    public HandshakeReassembler(RecordLimits limits, RecordLimits.Sender sender) {
        this.limits = limits;
        this.sender = sender;
    }

    /**
     * Takes a record's payload; the bytes are copied.
     *
     * @throws TlsFailure MESSAGE_TOO_LARGE or CERTIFICATE_MESSAGE_TOO_LARGE, as soon as the length is known
     */
    public void add(byte[] source, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int wanted = total == 0 ? HEADER - filled : total - filled;
            int taken = Math.min(wanted, end - at);
            append(source, at, taken);
            at += taken;
            if (total == 0 && filled == HEADER) {
                total = HEADER + bodyLength();
            }
            if (filled == total) {
                finish();
            }
        }
    }

    /** The next whole message, header included, or null. */
    public Opaque poll() {
        return whole.poll();
    }

    /** Whether no byte waits, neither a whole message nor a part of one. */
    public boolean isEmpty() {
        return whole.isEmpty() && filled == 0;
    }

    /** Whether a message has begun and lacks its end. */
    public boolean isPartial() {
        return filled > 0;
    }

    /** Bytes copied so far, for the test that work is linear. */
    long copied() {
        return copied;
    }

    /** Bytes reserved for the message under way, for the test that memory follows what was received. */
    int reserved() {
        return message.length;
    }

    private void append(byte[] source, int at, int length) {
        if (message.length < filled + length) {
            grow(filled + length);
        }
        System.arraycopy(source, at, message, filled, length);
        filled += length;
        copied += length;
    }

    private void grow(int needed) {
        int doubled = Math.max(needed, Math.max(FIRST_ROOM, message.length * 2));
        // with the length known the array never outgrows the message; before that it holds at least the header
        int room = total == 0 ? HEADER : Math.min(total, doubled);
        message = Arrays.copyOf(message, room);
        copied += filled;
    }

    private int bodyLength() {
        int type = message[0] & 0xFF;
        int length = (message[1] & 0xFF) << 16 | (message[2] & 0xFF) << 8 | message[3] & 0xFF;
        int longest = limits.longest(type, sender);
        if (length > longest) {
            Reason reason = RecordLimits.isCertificate(type)
                    ? Reason.CERTIFICATE_MESSAGE_TOO_LARGE : Reason.MESSAGE_TOO_LARGE;
            throw reason.with("type", HandshakeType.of(type), "length", length, "allowed", longest);
        }
        return length;
    }

    private void finish() {
        whole.add(Opaque.of(message.length == total ? message : Arrays.copyOf(message, total)));
        message = NONE;
        filled = 0;
        total = 0;
    }
}
