package org.handfast.crypto;

import java.util.Arrays;

/**
 * The only holder of secret bytes. {@link #close()} wipes them; {@link #toString()} shows only the length.
 * Not thread-safe.
 */
public final class Secret implements AutoCloseable {
    private final byte[] bytes;
    private boolean closed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes ownership: the caller must not keep the array. */
    public static Secret of(byte[] owned) {
        return new Secret(owned);
    }

    /** A secret of {@code length} zero bytes, as the key schedule uses (RFC 9846 §7.1). */
    public static Secret zeros(int length) {
        return new Secret(new byte[length]);
    }

    /**
     * A copy without leading zero bytes, for the premaster secret of TLS 1.2 with finite fields: "Leading bytes of Z
     * that contain all zero bits are stripped" (RFC 5246 §8.1.2). The time this takes tells how many there were: the
     * Raccoon attack needs a key that is used again, and ours are not. The caller closes both.
     */
    public Secret withoutLeadingZeros() {
        int zeros = 0;
        while (zeros < bytes().length && bytes[zeros] == 0) {
            zeros++;
        }
        return new Secret(Arrays.copyOfRange(bytes, zeros, bytes.length));
    }

    /** Length in bytes. */
    public int length() {
        return bytes.length;
    }

    /**
     * The live array, for handing to a primitive: do not keep, change or print it.
     *
     * @throws IllegalStateException after {@link #close()}
     */
    public byte[] bytes() {
        if (closed) {
            throw new IllegalStateException("secret already wiped");
        }
        return bytes;
    }

    /** Wipes. Idempotent. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret[" + bytes.length + " bytes]";
    }
}
