package org.handfast.engine;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.handfast.failure.Reason;
import org.handfast.iana.ContentType;
import org.handfast.iana.HandshakeType;
import org.handfast.policy.RecordPadding;
import org.handfast.record.PlaintextProtection;
import org.handfast.record.RecordHeader;
import org.handfast.record.RecordLimits;
import org.handfast.record.RecordProtection;
import org.handfast.record.RecordSizing;
import org.handfast.record.ScratchPool;
import org.handfast.schedule.DirectionSecret;
import org.handfast.schedule.TrafficSecret;
import org.handfast.wire.Opaque;

/**
 * Records out: one key, one sequence, what waits to leave (RFC 9846 §5, RFC 5246 §6). Used under the lock of the
 * writing side. A payload is copied once behind the room for its header and sealed in place.
 */
final class WriteHalf {
    private static final byte CHANGE_CIPHER_SPEC = 1;

    private final RecordLimits limits;
    private final ScratchPool scratch;
    private final RecordSizing sizing;
    private final RecordPadding padding;
    private final ArrayDeque<Outgoing> queue = new ArrayDeque<>(8);
    private RecordProtection protection = new PlaintextProtection();
    private DirectionSecret secret;
    private int plaintext = RecordProtection.LARGEST_PAYLOAD + 1;
    private int minor;
    private volatile boolean pending;
    private volatile boolean done;

    /**
     * Nothing sent yet.
     *
     * @param sizing how much a record carries
     * @param padding what hides how much that is
     * @param firstMinor low byte of legacy_record_version of our first handshake bytes: 1 for a client's hello
     */
    WriteHalf(RecordLimits limits, ScratchPool scratch, RecordSizing sizing, RecordPadding padding, int firstMinor) {
        this.limits = limits;
        this.scratch = scratch;
        this.sizing = sizing;
        this.padding = padding;
        this.minor = firstMinor;
    }

    /** Whether a record waits. Readable from any thread. */
    boolean isPending() {
        return pending;
    }

    /** Whether a compatibility record waits for what comes behind it. */
    boolean isHeld() {
        return !queue.isEmpty();
    }

    /** Whether nothing will leave any more. Readable from any thread. */
    boolean isDone() {
        return done;
    }

    void handshake(Opaque bytes) {
        if (bytes.length() > 0) {
            add(new Outgoing.Handshake(bytes.array(), bytes.offset(), bytes.length()));
        }
    }

    void changeCipherSpec() {
        add(new Outgoing.ChangeCipherSpec());
    }

    void writeWith(DirectionSecret next) {
        add(new Outgoing.NewKeys(next));
    }

    void writeInTheClear() {
        add(new Outgoing.NoKeys());
    }

    /**
     * Most plaintext bytes of a record, content type and padding included, from here on. A limit that the peer means
     * for protected records only (RFC 8449 §4) does no harm in the others.
     */
    void limit(int most) {
        plaintext = most;
    }

    void mark(Runnable note) {
        add(new Outgoing.Mark(note));
    }

    /** A KeyUpdate and the keys behind it (RFC 9846 §4.7.3). */
    void keyUpdate(KeyUpdateWish wish) {
        byte[] message = {(byte) HandshakeType.KEY_UPDATE.code(), 0, 0, 1, (byte) wish.code()};
        add(new Outgoing.Handshake(message, 0, message.length));
        add(new Outgoing.NextKeys());
    }

    /** close_notify behind all that waits. */
    void finish() {
        add(new Outgoing.LastAlert(Alert.CLOSE_NOTIFY));
    }

    /**
     * The alert instead of all that waits. Keys the peer expects by now come into force: those not behind handshake
     * bytes that never left; a ChangeCipherSpec before them leaves before the alert.
     */
    void abort(Alert alert) {
        if (done || queue.peekLast() instanceof Outgoing.LastAlert) {
            return;
        }
        Outgoing before = null;
        for (Outgoing next = queue.poll(); next != null && !(next instanceof Outgoing.Handshake); next = queue.poll()) {
            if (next instanceof Outgoing.ChangeCipherSpec) {
                before = next;
            } else if (!(next instanceof Outgoing.Mark)) {
                apply(next);
            }
        }
        dropQueue();
        if (before != null) {
            queue.add(before);
        }
        add(new Outgoing.LastAlert(alert));
    }

    /** Ends this direction without a word. */
    void discard() {
        dropQueue();
        end();
    }

    /** Whether the keys should be changed before more data. */
    boolean isUpdateDue() {
        return protection.isRenewable() && protection.records() >= limits.updateAt(secret.aead());
    }

    /** Writes the record that waits: its size, or -1 where the target lacks room; then nothing changed. */
    int flush(ByteBuffer target) {
        Outgoing head = queue.peek();
        if (head instanceof Outgoing.Handshake) {
            return flushHandshake(target);
        }
        int written = head instanceof Outgoing.LastAlert last
                ? seal(target, ContentType.ALERT, last.alert().bytes())
                : changeCipherSpec(target);
        if (written > 0) {
            queue.poll();
            settle();
        }
        if (written > 0 && head instanceof Outgoing.LastAlert) {
            end();
        }
        return written;
    }

    /** Writes one record of data: bytes of the record, or -1 where the target lacks room. */
    int data(ByteBuffer[] sources, int offset, int count, ByteBuffer target) {
        return data(sources, offset, count, Buffers.remaining(sources, offset, count), target);
    }

    /** The same with at most so many bytes of the sources. */
    int data(ByteBuffer[] sources, int offset, int count, long most, ByteBuffer target) {
        requireUsable();
        int payload = Math.min(sizing.next(most), largest());
        int padding = paddingOf(payload);
        int size = sizeOf(payload, padding);
        if (target.remaining() < size) {
            return -1;
        }
        boolean aside = !target.hasArray();
        for (int i = offset; i < offset + count && !aside; i++) {
            aside = Buffers.share(sources[i], target);
        }
        byte[] into = aside ? scratch.borrow() : target.array();
        int at = aside ? 0 : target.arrayOffset() + target.position();
        Buffers.gather(sources, offset, into, at + ahead(), payload);
        close(into, at, ContentType.APPLICATION_DATA, payload, padding, aside, target);
        sizing.sent(payload);
        return size;
    }

    private int flushHandshake(ByteBuffer target) {
        int most = Math.min(sizing.largest(), largest());
        int payload = 0;
        for (Outgoing next : queue) {
            if (!(next instanceof Outgoing.Handshake bytes)) {
                break;
            }
            payload = Math.min(most, payload + bytes.left());
        }
        int padding = paddingOf(payload);
        int size = sizeOf(payload, padding);
        if (target.remaining() < size) {
            return -1;
        }
        boolean aside = !target.hasArray();
        byte[] into = aside ? scratch.borrow() : target.array();
        int at = aside ? 0 : target.arrayOffset() + target.position();
        takeHandshake(into, at + ahead(), payload);
        close(into, at, ContentType.HANDSHAKE, payload, padding, aside, target);
        minor = queue.peek() instanceof Outgoing.Handshake rest && rest.at > 0 ? minor : 3;
        settle();
        return size;
    }

    private void takeHandshake(byte[] into, int start, int length) {
        int taken = 0;
        while (taken < length) {
            Outgoing.Handshake bytes = (Outgoing.Handshake) queue.peek();
            int part = Math.min(length - taken, bytes.left());
            System.arraycopy(bytes.bytes, bytes.at, into, start + taken, part);
            bytes.at += part;
            taken += part;
            if (bytes.left() == 0) {
                queue.poll();
            }
        }
    }

    private int seal(ByteBuffer target, ContentType type, byte[] payload) {
        int padding = paddingOf(payload.length);
        int size = sizeOf(payload.length, padding);
        if (target.remaining() < size) {
            return -1;
        }
        byte[] record = new byte[size];
        System.arraycopy(payload, 0, record, ahead(), payload.length);
        protection.seal(type.code(), 3, record, 0, payload.length, padding);
        target.put(record);
        return size;
    }

    /** "An implementation may ... send ... an unencrypted record of type change_cipher_spec", RFC 9846 §5. */
    private static int changeCipherSpec(ByteBuffer target) {
        int size = RecordHeader.SIZE + 1;
        if (target.remaining() < size) {
            return -1;
        }
        byte[] header = new byte[RecordHeader.SIZE];
        RecordHeader.write(header, 0, ContentType.CHANGE_CIPHER_SPEC.code(), 3, 1);
        target.put(header).put(CHANGE_CIPHER_SPEC);
        return size;
    }

    private void close(byte[] into, int at, ContentType type, int payload, int padding,
            boolean aside, ByteBuffer target) {
        boolean sealed = false;
        try {
            int size = protection.seal(type.code(), minor, into, at, payload, padding);
            sealed = true;
            if (aside) {
                target.put(into, 0, size);
            } else {
                target.position(target.position() + size);
            }
        } finally {
            if (!sealed) {
                Arrays.fill(into, at, at + sizeOf(payload, padding), (byte) 0);
            }
            if (aside) {
                scratch.giveBack(into);
            }
        }
    }

    /** Bytes of a record before its payload. */
    private int ahead() {
        return RecordHeader.SIZE + protection.headroom();
    }

    private int sizeOf(int payload, int padding) {
        return RecordHeader.SIZE + protection.fragmentLength(payload, padding);
    }

    /** Most payload of a record that the peer takes under the protection in force. */
    private int largest() {
        return plaintext - (protection.overhead() - protection.expansion());
    }

    private int paddingOf(int payload) {
        return protection.hidesType() ? padding.bytes(payload, largest()) : 0;
    }

    private void add(Outgoing next) {
        if (done || queue.peekLast() instanceof Outgoing.LastAlert) {
            release(next);
            return;
        }
        queue.add(next);
        settle();
    }

    /** Brings key changes into force that nothing waits before. */
    private void settle() {
        for (Outgoing next = queue.peek(); isChange(next); next = queue.peek()) {
            queue.poll();
            apply(next);
        }
        pending = isDue();
    }

    /** A ChangeCipherSpec with keys behind it but nothing under them yet leaves with what comes next. */
    private boolean isDue() {
        Outgoing last = queue.peekLast();
        return last != null && (!(last instanceof Outgoing.NewKeys)
                || queue.stream().anyMatch(o -> o instanceof Outgoing.Handshake || o instanceof Outgoing.LastAlert));
    }

    private static boolean isChange(Outgoing next) {
        return next instanceof Outgoing.NewKeys || next instanceof Outgoing.NextKeys
                || next instanceof Outgoing.NoKeys || next instanceof Outgoing.Mark;
    }

    private void apply(Outgoing next) {
        if (next instanceof Outgoing.NewKeys keys) {
            DirectionSecret old = secret;
            use(keys.secret());
            if (old != null) {
                old.close();
            }
        } else if (next instanceof Outgoing.NextKeys) {
            use(((TrafficSecret) secret).next());
        } else if (next instanceof Outgoing.NoKeys) {
            protection.close();
            secret.close();
            protection = new PlaintextProtection();
            secret = null;
        } else if (next instanceof Outgoing.Mark mark) {
            mark.note().run();
        }
    }

    private void use(DirectionSecret next) {
        protection.close();
        protection = RecordKeys.sealing(next);
        secret = next;
    }

    private void requireUsable() {
        if (secret != null && protection.records() >= limits.hardStop(secret.aead())) {
            throw Reason.AEAD_LIMIT_REACHED.with("direction", "write", "records", protection.records());
        }
    }

    private void dropQueue() {
        queue.forEach(WriteHalf::release);
        queue.clear();
        pending = false;
    }

    private static void release(Outgoing dropped) {
        if (dropped instanceof Outgoing.NewKeys keys) {
            keys.secret().close();
        }
    }

    private void end() {
        done = true;
        pending = false;
        protection.close();
        if (secret != null) {
            secret.close();
        }
    }
}
