package org.handfast.wire;

import java.util.Arrays;

/**
 * An immutable view of bytes in an array that nobody changes any more. Cheap to slice.
 */
public final class Opaque {
    /** No bytes. */
    public static final Opaque EMPTY = new Opaque(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;

    private Opaque(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** A view of the whole array; the caller must not change it afterwards. */
    public static Opaque of(byte[] array) {
        return new Opaque(array, 0, array.length);
    }

    /** A view of a part. */
    public static Opaque of(byte[] array, int offset, int length) {
        if (offset < 0 || length < 0 || offset > array.length - length) {
            throw new IndexOutOfBoundsException("offset " + offset + ", length " + length + " of " + array.length);
        }
        return new Opaque(array, offset, length);
    }

    /** One byte for each character of {@code text}, all below U+0100: ISO 8859-1. */
    public static Opaque latin1(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            char character = text.charAt(i);
            if (character > 0xFF) {
                throw new IllegalArgumentException("not ISO 8859-1 at " + i);
            }
            bytes[i] = (byte) character;
        }
        return of(bytes);
    }

    /** One character for each byte: ISO 8859-1. */
    public String latin1() {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) at(i));
        }
        return text.toString();
    }

    /** Length in bytes. */
    public int length() {
        return length;
    }

    /** The byte at {@code index}, 0 to 255. */
    public int at(int index) {
        if (index < 0 || index >= length) {
            throw new IndexOutOfBoundsException("index " + index + " of " + length);
        }
        return array[offset + index] & 0xFF;
    }

    /** A part of this view. */
    public Opaque slice(int from, int count) {
        if (from < 0 || count < 0 || from > length - count) {
            throw new IndexOutOfBoundsException("from " + from + ", count " + count + " of " + length);
        }
        return new Opaque(array, offset + from, count);
    }

    /** A fresh copy. */
    public byte[] bytes() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** The backing array, to hash without a copy: read {@code length()} bytes from {@link #offset()}. */
    public byte[] array() {
        return array;
    }

    /** Where the view starts in {@link #array()}. */
    public int offset() {
        return offset;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Opaque that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + array[offset + i];
        }
        return hash;
    }

    /** Length only: contents may be anything. */
    @Override
    public String toString() {
        return "Opaque[" + length + " bytes]";
    }
}
