package org.handfast.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.failure.TlsFailure;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;

/**
 * The key that nodes of a cluster have in common, and what they seal with it (security rule B-1): key rings, with
 * AES-256-GCM over profile, format, key, generation and validity; claims, as an HMAC that tells nothing. Thread-safe.
 */
public final class ClusterKey implements AutoCloseable {
    /** Shortest key in bytes. */
    public static final int SHORTEST = 32;

    private static final int FORMAT = 1;
    private static final int NAME_LENGTH = 8;
    private static final int HEAD_LENGTH = 1 + NAME_LENGTH + 2 * Long.BYTES;
    private static final int MOST_BYTES = 65_536;

    private final Aead aead;
    private final Hash sha256;
    private final Randomness randomness;
    private final Secret wrapping;
    private final Secret claiming;
    private final Opaque name;

    /**
     * Derives all it needs; keeps nothing of {@code key}, which the caller closes.
     *
     * @param key random, at least {@value #SHORTEST} bytes
     * @param aead AES-256-GCM
     * @throws IllegalArgumentException for a key that is too short
     */
    public ClusterKey(Secret key, Aead aead, Hash sha256, Randomness randomness) {
        if (key.length() < SHORTEST) {
            throw new IllegalArgumentException("a cluster key of " + key.length() + " bytes");
        }
        this.aead = aead;
        this.sha256 = sha256;
        this.randomness = randomness;
        try (Secret salt = Secret.zeros(sha256.length()); Secret extracted = sha256.extract(salt, key);
                Secret shown = derived(extracted, "name", NAME_LENGTH)) {
            this.wrapping = derived(extracted, "ring", aead.keyLength());
            this.claiming = derived(extracted, "claim", sha256.length());
            this.name = Opaque.of(shown.bytes().clone());
        }
    }

    private Secret derived(Secret extracted, String purpose, int length) {
        return sha256.expand(extracted, Opaque.latin1("handfast cluster " + purpose).bytes(), length);
    }

    /** What tells this key from others, derived from it; 16 hexadecimal digits. */
    public String name() {
        return HexFormat.of().formatHex(name.bytes());
    }

    /** Seals a ring for this profile. */
    Opaque wrap(String profile, SharedRing shared) {
        byte[] plain = KeyRingCodec.write(shared.ring());
        try (AeadKey sealing = aead.sealing(wrapping)) {
            Opaque head = new Writer().u8(FORMAT).bytes(name).bytes(number(shared.generation()))
                    .bytes(number(shared.validUntil())).toOpaque();
            byte[] nonce = randomness.shown().bytes(aead.nonceLength());
            byte[] sealed = new byte[plain.length + aead.tagLength()];
            sealing.seal(nonce, associated(profile, head), plain, 0, plain.length, sealed, 0);
            return new Writer().bytes(head).bytes(Opaque.of(nonce)).bytes(Opaque.of(sealed)).toOpaque();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** The ring inside; empty for whatever is wrong: another key, another profile, another format, damage. */
    Optional<SharedRing> open(String profile, Opaque wrapped) {
        int start = HEAD_LENGTH + aead.nonceLength();
        int length = wrapped.length() - start;
        if (!isOurs(wrapped) || length <= aead.tagLength() || wrapped.length() > MOST_BYTES) {
            return Optional.empty();
        }
        Opaque head = wrapped.slice(0, HEAD_LENGTH);
        byte[] nonce = wrapped.slice(HEAD_LENGTH, aead.nonceLength()).bytes();
        byte[] plain = new byte[length - aead.tagLength()];
        try (AeadKey opening = aead.opening(wrapping)) {
            opening.open(nonce, associated(profile, head), wrapped.slice(start, length).bytes(), 0, length, plain, 0);
            return KeyRingCodec.read(plain).map(ring -> new SharedRing(
                    number(head, 1 + NAME_LENGTH), number(head, 1 + NAME_LENGTH + Long.BYTES), ring));
        } catch (TlsFailure damaged) {
            return Optional.empty();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /** Whether this was sealed in our format and, as it says itself, under this key. */
    boolean isOurs(Opaque wrapped) {
        return wrapped.length() > HEAD_LENGTH && wrapped.at(0) == FORMAT
                && wrapped.slice(1, NAME_LENGTH).equals(name);
    }

    /** What stands for this id in claims. */
    Opaque claim(String profile, Opaque id) {
        byte[] what = new Writer().opaque16(text(profile)).opaque16(id).toOpaque().bytes();
        return Opaque.of(sha256.hmac(claiming, what));
    }

    private static byte[] associated(String profile, Opaque head) {
        return new Writer().opaque16(text("handfast key ring")).opaque16(text(profile)).bytes(head).toOpaque().bytes();
    }

    private static Opaque text(String words) {
        return Opaque.of(words.getBytes(StandardCharsets.UTF_8));
    }

    private static Opaque number(long value) {
        return new Writer().u32(value >>> Integer.SIZE).u32(value & 0xFFFF_FFFFL).toOpaque();
    }

    private static long number(Opaque bytes, int at) {
        long value = 0;
        for (int i = at; i < at + Long.BYTES; i++) {
            value = value << Byte.SIZE | bytes.at(i);
        }
        return value;
    }

    /** Wipes; nothing can be sealed or opened any more. */
    @Override
    public void close() {
        wrapping.close();
        claiming.close();
    }

    @Override
    public String toString() {
        return "ClusterKey[" + name() + "]";
    }
}
