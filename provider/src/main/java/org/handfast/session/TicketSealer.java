package org.handfast.session;

import java.util.Arrays;
import java.util.Optional;
import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.failure.TlsFailure;
import org.handfast.wire.Opaque;

/**
 * Sessions sealed into tickets: name of the key, salt, then the session under a key and nonce that HKDF makes from key
 * and salt, so that no nonce is ever used twice. Thread-safe.
 */
final class TicketSealer {
    /** Longest ticket we look at, in bytes. */
    static final int MOST_ACCEPTED = 16384;

    /** Longest ticket we give, in bytes. */
    static final int MOST_ISSUED = 8192;

    private static final int SALT_LENGTH = 16;
    private static final int HEAD_LENGTH = TicketKey.NAME_LENGTH + SALT_LENGTH;
    private static final String LABEL = "handfast ticket";

    private final TicketRing keys;
    private final Aead aead;
    private final Hash hash;
    private final Randomness randomness;

    TicketSealer(TicketRing keys, Aead aead, Hash hash, Randomness randomness) {
        this.keys = keys;
        this.aead = aead;
        this.hash = hash;
        this.randomness = randomness;
    }

    /** The ticket; empty where it would be too long, or no key seals now. */
    Optional<Opaque> seal(Session session) {
        Optional<byte[]> written = SessionCodec.write(session);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        byte[] plain = written.get();
        try {
            if (HEAD_LENGTH + plain.length + aead.tagLength() > MOST_ISSUED) {
                return Optional.empty();
            }
            return keys.sealing().map(key -> seal(key, plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private Opaque seal(TicketKey key, byte[] plain) {
        byte[] head = head(key);
        byte[] ticket = Arrays.copyOf(head, HEAD_LENGTH + plain.length + aead.tagLength());
        try (Material material = material(key, head);
                AeadKey sealing = aead.sealing(material.key)) {
            sealing.seal(material.nonce, head, plain, 0, plain.length, ticket, HEAD_LENGTH);
        } finally {
            key.erase();
        }
        return Opaque.of(ticket);
    }

    private byte[] head(TicketKey key) {
        byte[] head = Arrays.copyOf(key.name().bytes(), HEAD_LENGTH);
        System.arraycopy(randomness.shown().bytes(SALT_LENGTH), 0, head, TicketKey.NAME_LENGTH, SALT_LENGTH);
        return head;
    }

    /** The session; empty for whatever is wrong with the ticket. */
    Optional<Session> open(Opaque ticket) {
        if (ticket.length() > MOST_ACCEPTED || ticket.length() <= HEAD_LENGTH + aead.tagLength()) {
            return Optional.empty();
        }
        return keys.opening(ticket.slice(0, TicketKey.NAME_LENGTH)).flatMap(key -> open(key, ticket));
    }

    private Optional<Session> open(TicketKey key, Opaque ticket) {
        byte[] bytes = ticket.bytes();
        byte[] head = Arrays.copyOf(bytes, HEAD_LENGTH);
        byte[] plain = new byte[bytes.length - HEAD_LENGTH - aead.tagLength()];
        try (Material material = material(key, head);
                AeadKey opening = aead.opening(material.key)) {
            opening.open(material.nonce, head, bytes, HEAD_LENGTH, bytes.length - HEAD_LENGTH, plain, 0);
            return SessionCodec.read(plain);
        } catch (TlsFailure damaged) {
            return Optional.empty();
        } finally {
            key.erase();
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Whether its key only opens any more. */
    boolean isStale(Opaque ticket) {
        return ticket.length() < HEAD_LENGTH || keys.isStale(ticket.slice(0, TicketKey.NAME_LENGTH));
    }

    private Material material(TicketKey key, byte[] head) {
        try (Secret salt = Secret.of(Arrays.copyOfRange(head, TicketKey.NAME_LENGTH, HEAD_LENGTH));
                Secret secret = key.secret();
                Secret extracted = hash.extract(salt, secret);
                Secret expanded = hash.expand(
                        extracted, Opaque.latin1(LABEL).bytes(), aead.keyLength() + aead.nonceLength())) {
            byte[] all = expanded.bytes();
            return new Material(
                    Secret.of(Arrays.copyOf(all, aead.keyLength())),
                    Arrays.copyOfRange(all, aead.keyLength(), all.length));
        }
    }

    private static final class Material implements AutoCloseable {
        private final Secret key;
        private final byte[] nonce;

        Material(Secret key, byte[] nonce) {
            this.key = key;
            this.nonce = nonce;
        }

        @Override
        public void close() {
            key.close();
        }
    }
}
