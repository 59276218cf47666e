package org.handfast.wire;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.handfast.failure.Reason;

/**
 * Builds bytes in the presentation language of RFC 9846 §3; length prefixes are filled in afterwards.
 *
 * <p>A value that does not fit its field is a defect of ours and fails with {@link Reason#INTERNAL_ERROR}.
 * Not thread-safe.
 */
public final class Writer {
    private static final int FIRST_CAPACITY = 256;

    private byte[] array;
    private int length;

    /** An empty writer. */
    public Writer() {
        this(FIRST_CAPACITY);
    }

    /** An empty writer with room for {@code capacity} bytes before it grows. */
    public Writer(int capacity) {
        this.array = new byte[Math.max(capacity, 1)];
    }

    /** One byte. */
    public Writer u8(int value) {
        return number(value, 1);
    }

    /** Two bytes. */
    public Writer u16(int value) {
        return number(value, 2);
    }

    /** Three bytes. */
    public Writer u24(int value) {
        return number(value, 3);
    }

    /** Four bytes. */
    public Writer u32(long value) {
        return number(value, 4);
    }

    /** Bytes without a length. */
    public Writer bytes(Opaque bytes) {
        return bytes(bytes.array(), bytes.offset(), bytes.length());
    }

    /** A part of an array without a length; copied. */
    public Writer bytes(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, array, length, count);
        length += count;
        return this;
    }

    /** Bytes behind one length byte. */
    public Writer opaque8(Opaque bytes) {
        return u8(bytes.length()).bytes(bytes);
    }

    /** Bytes behind two length bytes. */
    public Writer opaque16(Opaque bytes) {
        return u16(bytes.length()).bytes(bytes);
    }

    /** Bytes behind three length bytes. */
    public Writer opaque24(Opaque bytes) {
        return u24(bytes.length()).bytes(bytes);
    }

    /** Code points behind one length byte. */
    public Writer codes8(U16List codes) {
        return opaque8(codes.bytes());
    }

    /** Code points behind two length bytes. */
    public Writer codes16(U16List codes) {
        return opaque16(codes.bytes());
    }

    /** What {@code inside} writes, behind one length byte. */
    public Writer vector8(Consumer<? super Writer> inside) {
        return vector(1, inside);
    }

    /** What {@code inside} writes, behind two length bytes. */
    public Writer vector16(Consumer<? super Writer> inside) {
        return vector(2, inside);
    }

    /** What {@code inside} writes, behind three length bytes. */
    public Writer vector24(Consumer<? super Writer> inside) {
        return vector(3, inside);
    }

    /** Every element with {@code one}, without a length around them. */
    public <T> Writer each(List<T> elements, BiConsumer<? super T, ? super Writer> one) {
        for (T element : elements) {
            one.accept(element, this);
        }
        return this;
    }

    /** Bytes written so far. */
    public int length() {
        return length;
    }

    /** A copy of what was written. */
    public Opaque toOpaque() {
        return Opaque.of(Arrays.copyOf(array, length));
    }

    private Writer vector(int size, Consumer<? super Writer> inside) {
        int start = length;
        number(0, size);
        inside.accept(this);
        int end = length;
        int count = end - start - size;
        length = start;
        number(count, size);
        length = end;
        return this;
    }

    private Writer number(long value, int size) {
        if (value < 0 || value >>> 8 * size != 0) {
            throw Reason.INTERNAL_ERROR.with("value", value, "bytes", size);
        }
        reserve(size);
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            array[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    private void reserve(int count) {
        if (count > array.length - length) {
            array = Arrays.copyOf(array, Math.max(array.length * 2, Math.addExact(length, count)));
        }
    }
}
