package org.handfast.handshake;

import java.util.ArrayList;
import java.util.List;
import org.handfast.crypto.Hash;
import org.handfast.crypto.RunningHash;
import org.handfast.failure.Reason;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;

/**
 * The handshake messages so far, as sent and received (RFC 9846 §4.1): kept until the hash is known, hashed
 * from then on. Where a client may sign in TLS 1.2 they are kept longer: its CertificateVerify is over the messages
 * themselves, with a hash of its own (RFC 5246 §7.4.8). Mutable, one per handshake, used under the engine's
 * handshake lock only.
 */
public final class Transcript {
    private final List<Opaque> kept = new ArrayList<>(2);
    private Hash hash;
    private RunningHash running;
    private boolean keeping;

    /** Adds a whole message, header included. */
    public void add(Opaque message) {
        if (running == null || keeping) {
            kept.add(message);
        }
        if (running != null) {
            feed(message);
        }
    }

    /** Keeps the messages themselves, too, until {@link #forget}; to be asked before the hash is known. */
    public void keep() {
        if (running != null) {
            throw Reason.INTERNAL_ERROR.with("transcript", "messages are gone");
        }
        keeping = true;
    }

    /** Forgets the messages; the hash goes on. Does nothing where they were not kept. */
    public void forget() {
        keeping = false;
        if (running != null) {
            kept.clear();
        }
    }

    /** All messages so far, {@code handshake_messages} of RFC 5246 §7.4.8; a fresh array. Only while kept. */
    public byte[] messages() {
        if (!keeping) {
            throw Reason.INTERNAL_ERROR.with("transcript", "messages are not kept");
        }
        Writer all = new Writer(4096);
        kept.forEach(all::bytes);
        return all.toOpaque().bytes();
    }

    /** Says which hash the suite uses. Once the hash is set only the same one may be set again. */
    public void use(Hash chosen) {
        if (running != null) {
            if (!hash.name().equals(chosen.name())) {
                throw Reason.INTERNAL_ERROR.with("transcript", hash.name(), "asked", chosen.name());
            }
            return;
        }
        hash = chosen;
        running = chosen.start();
        kept.forEach(this::feed);
        if (!keeping) {
            kept.clear();
        }
    }

    /**
     * Replaces the first ClientHello, which must be all there is, by its message_hash, as a HelloRetryRequest
     * demands (RFC 9846 §4.1).
     *
     * <pre>
     * Transcript-Hash(ClientHello1, HelloRetryRequest, ... Mn) =
     *     Hash(message_hash || 00 00 Hash.length || Hash(ClientHello1) || HelloRetryRequest || ... || Mn)
     * </pre>
     */
    public void retry(Hash chosen) {
        use(chosen);
        byte[] first = running.current();
        running = chosen.start();
        running.update(new byte[] {(byte) HandshakeType.MESSAGE_HASH.code(), 0, 0, (byte) first.length}, 0, 4);
        running.update(first, 0, first.length);
    }

    /** Transcript-Hash of everything so far; a fresh array. */
    public byte[] hash() {
        if (running == null) {
            throw Reason.INTERNAL_ERROR.with("transcript", "hash not known yet");
        }
        return running.current();
    }

    /** The hash of everything so far and a message that is not added, or a part of it, such as a truncated hello. */
    public Opaque hashWith(Hash chosen, Opaque more) {
        if (running == null) {
            RunningHash started = chosen.start();
            kept.forEach(message -> started.update(message.array(), message.offset(), message.length()));
            return Opaque.of(started.currentWith(more.array(), more.offset(), more.length()));
        }
        return Opaque.of(running.currentWith(more.array(), more.offset(), more.length()));
    }

    private void feed(Opaque message) {
        running.update(message.array(), message.offset(), message.length());
    }
}
