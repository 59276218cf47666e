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
