package org.handfast.wire;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A list of two-byte code points, seen where they were received: no boxing, no copy. Immutable and thread-safe.
 *
 * @param bytes two bytes an element
 */
public record U16List(Opaque bytes) {
    /** No elements. */
    public static final U16List EMPTY = new U16List(Opaque.EMPTY);

    /** A view of an even number of bytes; an odd number is a defect of the caller. */
    public static U16List view(Opaque bytes) {
        return new U16List(bytes);
    }

    /** The codes in this order, each 0 to 0xFFFF. */
    public static U16List of(int... codes) {
        Writer out = new Writer(2 * codes.length);
        for (int code : codes) {
            out.u16(code);
        }
        return new U16List(out.toOpaque());
    }

    /** Checks the length; an odd number of bytes is a programming error. */
    public U16List {
        if (bytes.length() % 2 != 0) {
            throw new IllegalArgumentException("odd number of bytes: " + bytes.length());
        }
    }

    /** Number of elements. */
    public int size() {
        return bytes.length() / 2;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return bytes.length() == 0;
    }

    /** The element at {@code index}, 0 to 0xFFFF. */
    public int at(int index) {
        return bytes.at(2 * index) << 8 | bytes.at(2 * index + 1);
    }

    /** Where {@code code} stands first, or -1. */
    public int indexOf(int code) {
        for (int i = 0; i < size(); i++) {
            if (at(i) == code) {
                return i;
            }
        }
        return -1;
    }

    /** Whether {@code code} is an element. */
    public boolean contains(int code) {
        return indexOf(code) >= 0;
    }

    /** The elements in order, as numbers. */
    public IntStream codes() {
        return IntStream.range(0, size()).map(this::at);
    }

    /** The elements in order as objects, such as {@code map(NamedGroup::of)}; unmodifiable. */
    public <T> List<T> map(IntFunction<? extends T> element) {
        return codes().<T>mapToObj(element).toList();
    }

    /** The codes in hexadecimal, at most the first sixteen. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < Math.min(size(), 16); i++) {
            text.append(i == 0 ? "" : " ").append(String.format("%04X", at(i)));
        }
        return text.append(size() > 16 ? " ...]" : "]").toString();
    }
}
