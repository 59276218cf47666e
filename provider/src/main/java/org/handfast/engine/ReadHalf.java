package org.handfast.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ContentType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.record.PlaintextProtection;
import org.handfast.record.RecordHeader;
import org.handfast.record.RecordLimits;
import org.handfast.record.RecordProtection;
import org.handfast.record.ScratchPool;
import org.handfast.schedule.DirectionSecret;
import org.handfast.schedule.TrafficSecret;
import org.handfast.wire.Opaque;

/**
 * Records in: framing, one key, one sequence (RFC 9846 §5, RFC 5246 §6); {@link Incoming} takes what is in them. Used
 * under the lock of the reading side. Application data goes straight into the caller's array where the room for
 * content type and padding is there too, otherwise through a borrowed array.
 */
final class ReadHalf {
    private static final int ANY = RecordProtection.LARGEST_PAYLOAD + 256;
    private static final int HANDSHAKE = ContentType.HANDSHAKE.code();
    private static final int APPLICATION_DATA = ContentType.APPLICATION_DATA.code();
    private static final int ALERT = ContentType.ALERT.code();
    private static final int CHANGE_CIPHER_SPEC = ContentType.CHANGE_CIPHER_SPEC.code();

    private final ReadQuota quota;
    private final RecordLimits limits;
    private final ScratchPool scratch;
    private final Incoming incoming;
    private RecordProtection protection = new PlaintextProtection();
    private DirectionSecret secret;
    private int produced;
    private int plaintext = ANY;
    private boolean heard;
    private boolean early;

    ReadHalf(RecordLimits limits, RecordLimits.Sender sender, ScratchPool scratch) {
        this.limits = limits;
        this.quota = new ReadQuota(limits);
        this.scratch = scratch;
        this.incoming = new Incoming(quota, limits, sender);
    }

    /** What one record was. */
    enum Kind {
        /** Not whole yet. */
        UNDERFLOW,
        /** Data for which the targets lack room; nothing changed. */
        OVERFLOW,
        /** Data; {@link #produced()} says how much. */
        DATA,
        /** Handshake bytes; {@link #poll()} them. */
        HANDSHAKE,
        /** {@link #alert()}. */
        ALERT,
        /** The change_cipher_spec of TLS 1.2. */
        CHANGE_CIPHER_SPEC,
        /** Passed over: a compatibility record or refused early data. */
        SKIPPED
    }

    /** Takes one record from the source, or nothing. */
    Kind read(ByteBuffer source, ByteBuffer[] targets, int offset, int length) {
        produced = 0;
        early = false;
        if (source.remaining() < RecordHeader.SIZE) {
            return Kind.UNDERFLOW;
        }
        int at = source.position();
        checkHeader(source, at);
        int fragment = RecordHeader.length(source, at);
        if (source.remaining() - RecordHeader.SIZE < fragment) {
            return Kind.UNDERFLOW;
        }
        Kind kind = fragment(source, fragment, targets, offset, length);
        if (kind != Kind.OVERFLOW) {
            heard = true;
            source.position(at + RecordHeader.SIZE + fragment);
            quota.bytes(RecordHeader.SIZE + fragment);
        }
        return kind;
    }

    /** Of a call that took so many bytes; what they put into the targets is that of the last record. */
    Outcome outcome(Outcome.Status status, int consumed, boolean finished) {
        return consumed > 0
                ? new Outcome(status, consumed, produced, finished, early)
                : new Outcome(status, 0, 0, finished);
    }

    /** The alert of the last record. */
    Alert alert() {
        return incoming.alert();
    }

    /** The next whole handshake message, or null. */
    Opaque poll() {
        return incoming.poll();
    }

    /** The first ClientHello has been sent or received: compatibility records may come. */
    void helloSeen() {
        quota.helloSeen();
    }

    /** The peer's Finished has been received: data may come. */
    void connected() {
        quota.connected();
    }

    void versionChosen(ProtocolVersion version) {
        incoming.versionChosen(version);
    }

    /** The rules in force. Readable from any thread. */
    VersionRules rules() {
        return incoming.rules();
    }

    /** Most plaintext bytes of a protected record, content type and padding included (RFC 8449 §4). */
    void limit(int most) {
        plaintext = most;
    }

    /** Early data may come until the keys change. */
    void takeEarlyData(long most) {
        quota.takeEarlyData(most);
    }

    void skipEarlyData() {
        quota.skipEarlyData();
    }

    /** RFC 9846 §5.1: "all messages immediately preceding a key change align with a record boundary". */
    void readWith(DirectionSecret next) {
        requireAligned();
        quota.earlyDataOver();
        DirectionSecret old = secret;
        protection.close();
        protection = RecordKeys.opening(next, 0);
        secret = next;
        if (old != null) {
            old.close();
        }
    }

    /** Nothing follows the message that was polled last. */
    void requireAligned() {
        incoming.requireAligned();
    }

    void updateKeys() {
        requireAligned();
        DirectionSecret next = ((TrafficSecret) secret).next();
        protection.close();
        protection = RecordKeys.opening(next, 0);
        secret = next;
    }

    /** Whether the peer should be asked for new keys: true once per key. */
    boolean isUpdateDue() {
        return protection.isRenewable() && protection.records() == limits.updateAt(secret.aead());
    }

    /** Wipes the keys. Idempotent. */
    void close() {
        protection.close();
        if (secret != null) {
            secret.close();
        }
    }

    private void checkHeader(ByteBuffer source, int at) {
        int longest = Math.max(longestFragment(), quota.longestSkipped());
        if (heard) {
            RecordHeader.check(source, at, longest);
        } else {
            RecordHeader.checkFirst(source, at, longest);
        }
        if (rules().isRecordVersionFixed()) {
            RecordHeader.requireVersion12(source, at);
        }
    }

    /** What is longer than this need not be opened to know that its plaintext is too long. */
    private int longestFragment() {
        int longest = protection.longestFragment();
        return protection.isProtecting() ? Math.min(longest, plaintext + protection.expansion()) : longest;
    }

    private Kind fragment(ByteBuffer source, int length, ByteBuffer[] targets, int offset, int count) {
        int type = RecordHeader.type(source, source.position());
        int start = source.position() + RecordHeader.SIZE;
        if (source.hasArray()) {
            return typed(type, source.array(), source.arrayOffset() + start, length, source, targets, offset, count);
        }
        byte[] borrowed = scratch.borrow();
        try {
            source.get(start, borrowed, 0, length);
            return typed(type, borrowed, 0, length, source, targets, offset, count);
        } finally {
            if (!protection.isProtecting()) {
                Arrays.fill(borrowed, 0, length, (byte) 0);
            }
            scratch.giveBack(borrowed);
        }
    }

    private Kind typed(int type, byte[] from, int start, int length,
            ByteBuffer source, ByteBuffer[] targets, int offset, int count) {
        if (type == CHANGE_CIPHER_SPEC) {
            return incoming.changeCipherSpec(from, start, length, protection.isProtecting());
        }
        if (protection.isProtecting()) {
            return type == ALERT && protection.hidesType()
                    ? incoming.unprotectedAlert(from, start, length, protection.records())
                    : ciphertext(type, from, start, length, source, targets, offset, count);
        }
        if (type == APPLICATION_DATA && quota.isSkipping()) {
            quota.skip(length);
            return Kind.SKIPPED;
        }
        Kind kind = incoming.content(type, from, start, length);
        protection.accept();
        return kind;
    }

    private Kind ciphertext(int type, byte[] from, int start, int length,
            ByteBuffer source, ByteBuffer[] targets, int offset, int count) {
        if (protection.records() >= limits.hardStop(secret.aead())) {
            throw Reason.AEAD_LIMIT_REACHED.with("direction", "read", "records", protection.records());
        }
        try {
            ByteBuffer target = wholeTarget(protection.room(length), source, targets, offset, count);
            return target != null
                    ? openInto(target, type, from, start, length)
                    : openAside(type, from, start, length, targets, offset, count);
        } catch (TlsFailure failure) {
            if (failure.reason() == Reason.BAD_RECORD_MAC && quota.isSkipping()) {
                quota.skip(Math.max(0, length - protection.overhead()));
                return Kind.SKIPPED;
            }
            throw failure;
        }
    }

    /** The first target that is not full, if data may come and it can take content type and padding along. */
    private ByteBuffer wholeTarget(int room, ByteBuffer source, ByteBuffer[] targets, int offset, int count) {
        if (!quota.isDataAllowed()) {
            return null;
        }
        for (int i = offset; i < offset + count; i++) {
            if (targets[i].hasRemaining()) {
                boolean fits = targets[i].hasArray() && targets[i].remaining() >= room;
                return fits && !Buffers.share(source, targets[i]) ? targets[i] : null;
            }
        }
        return null;
    }

    private Kind openInto(ByteBuffer target, int type, byte[] from, int start, int length) {
        byte[] into = target.array();
        int at = target.arrayOffset() + target.position();
        int payload = protection.open(type, from, start, length, into, at);
        boolean delivered = false;
        try {
            if (protection.openedType() != APPLICATION_DATA) {
                return opened(into, at, payload);
            }
            data(payload);
            target.position(target.position() + payload);
            delivered = true;
            return Kind.DATA;
        } finally {
            if (!delivered) {
                Arrays.fill(into, at, at + payload, (byte) 0);
            }
        }
    }

    private Kind openAside(int type, byte[] from, int start, int length, ByteBuffer[] targets, int offset, int count) {
        byte[] borrowed = scratch.borrow();
        int payload = 0;
        try {
            payload = protection.open(type, from, start, length, borrowed, 0);
            if (protection.openedType() != APPLICATION_DATA) {
                return opened(borrowed, 0, payload);
            }
            if (quota.isDataAllowed() && Buffers.remaining(targets, offset, count) < payload) {
                openAgainLater();
                return Kind.OVERFLOW;
            }
            data(payload);
            Buffers.scatter(borrowed, payload, targets, offset);
            return Kind.DATA;
        } finally {
            Arrays.fill(borrowed, 0, payload, (byte) 0);
            scratch.giveBack(borrowed);
        }
    }

    /** The record will come again; not every cipher opens twice under one nonce, so it gets a fresh one. */
    private void openAgainLater() {
        long records = protection.records();
        protection.close();
        protection = RecordKeys.opening(secret, records);
    }

    private void data(int payload) {
        requirePlaintext(payload);
        incoming.data(payload);
        quota.opened();
        protection.accept();
        produced = payload;
        early = !quota.isConnected();
    }

    /** A padding of unknown length can hide what is too long until it is open (RFC 8449 §4). */
    private void requirePlaintext(int payload) {
        if (payload > plaintext) {
            throw Reason.RECORD_OVERFLOW.with("length", payload, "allowed", plaintext);
        }
    }

    private Kind opened(byte[] from, int at, int length) {
        requirePlaintext(length);
        quota.opened();
        protection.accept();
        int type = protection.openedType();
        if (type != HANDSHAKE && type != ALERT) {
            throw Reason.UNEXPECTED_RECORD_TYPE.with("inner type", ContentType.of(type));
        }
        return incoming.content(type, from, at, length);
    }
}
