package org.handfast.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;

/**
 * A cursor over received bytes in the presentation language of RFC 9846 §3.
 *
 * <p>Every method names the field it reads; a field that does not fit fails with {@link Reason#DECODE_ERROR}
 * and that name. Nothing is allocated by a declared length before the bytes are known to be there: opaque
 * fields are views. Not thread-safe.
 */
public final class Reader {
    private final byte[] array;
    private final int end;
    private final String structure;
    private int position;

    private Reader(byte[] array, int position, int end, String structure) {
        this.array = array;
        this.position = position;
        this.end = end;
        this.structure = structure;
    }

    /**
     * A cursor at the start of the bytes.
     *
     * @param structure what the bytes are, for the facts of a failure, such as {@code key_share}
     */
    public static Reader of(Opaque bytes, String structure) {
        return new Reader(bytes.array(), bytes.offset(), bytes.offset() + bytes.length(), structure);
    }

    /** One byte, 0 to 2^8-1. */
    public int u8(String field) {
        return (int) number(field, 1);
    }

    /** Two bytes, 0 to 2^16-1. */
    public int u16(String field) {
        return (int) number(field, 2);
    }

    /** Three bytes, 0 to 2^24-1. */
    public int u24(String field) {
        return (int) number(field, 3);
    }

    /** Four bytes, 0 to 2^32-1. */
    public long u32(String field) {
        return number(field, 4);
    }

    /** Exactly {@code length} bytes. */
    public Opaque fixed(String field, int length) {
        require(field, length);
        Opaque bytes = Opaque.of(array, position, length);
        position += length;
        return bytes;
    }

    /** {@code opaque field<0..2^8-1>}. */
    public Opaque opaque8(String field) {
        return opaque8(field, 0, 0xFF);
    }

    /** {@code opaque field<min..2^8-1>}. */
    public Opaque opaque8(String field, int min) {
        return opaque8(field, min, 0xFF);
    }

    /** {@code opaque field<min..max>} with one length byte. */
    public Opaque opaque8(String field, int min, int max) {
        return fixed(field, length(field, u8(field), min, max));
    }

    /** {@code opaque field<0..2^16-1>}. */
    public Opaque opaque16(String field) {
        return opaque16(field, 0, 0xFFFF);
    }

    /** {@code opaque field<min..2^16-1>}. */
    public Opaque opaque16(String field, int min) {
        return opaque16(field, min, 0xFFFF);
    }

    /** {@code opaque field<min..max>} with two length bytes. */
    public Opaque opaque16(String field, int min, int max) {
        return fixed(field, length(field, u16(field), min, max));
    }

    /** {@code opaque field<0..2^24-1>}. */
    public Opaque opaque24(String field) {
        return opaque24(field, 0, 0xFFFFFF);
    }

    /** {@code opaque field<min..2^24-1>}. */
    public Opaque opaque24(String field, int min) {
        return opaque24(field, min, 0xFFFFFF);
    }

    /** {@code opaque field<min..max>} with three length bytes. */
    public Opaque opaque24(String field, int min, int max) {
        return fixed(field, length(field, u24(field), min, max));
    }

    /** The inside of a vector {@code <min..2^8-1>}, as a cursor of its own. */
    public Reader vector8(String field, int min) {
        return of(opaque8(field, min), field);
    }

    /** The inside of a vector {@code <min..2^16-1>}, as a cursor of its own. */
    public Reader vector16(String field, int min) {
        return of(opaque16(field, min), field);
    }

    /** The inside of a vector {@code <min..2^24-1>}, as a cursor of its own. */
    public Reader vector24(String field, int min) {
        return of(opaque24(field, min), field);
    }

    /** {@code uint16 field<2..2^8-2>}: at least one element, an even number of bytes. */
    public U16List codes8(String field) {
        return codes(field, opaque8(field, 2));
    }

    /** {@code uint16 field<2..2^16-2>}: at least one element, an even number of bytes. */
    public U16List codes16(String field) {
        return codes(field, opaque16(field, 2));
    }

    /** Elements up to the end of this cursor; unmodifiable. Every element must take at least one byte. */
    public <T> List<T> list(Function<? super Reader, ? extends T> element) {
        List<T> elements = new ArrayList<>();
        while (hasMore()) {
            elements.add(element.apply(this));
        }
        return List.copyOf(elements);
    }

    /** All that is left, possibly nothing. */
    public Opaque rest() {
        Opaque bytes = Opaque.of(array, position, end - position);
        position = end;
        return bytes;
    }

    /** Whether at least one byte is left. */
    public boolean hasMore() {
        return position < end;
    }

    /** Bytes left. */
    public int remaining() {
        return end - position;
    }

    /**
     * Closes the structure: a message that does not fit its syntax, longer ones included, MUST end the
     * connection with decode_error (RFC 9846 §6).
     */
    public void done() {
        if (position != end) {
            throw Reason.TRAILING_DATA.with("structure", structure, "bytes", end - position);
        }
    }

    private long number(String field, int size) {
        require(field, size);
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | array[position++] & 0xFF;
        }
        return value;
    }

    private void require(String field, int length) {
        if (length > end - position) {
            throw malformed(field, "needs", length, "left", end - position);
        }
    }

    private int length(String field, int length, int min, int max) {
        if (length < min || length > max) {
            throw malformed(field, "length", length, "range", min + ".." + max);
        }
        return length;
    }

    private U16List codes(String field, Opaque bytes) {
        if (bytes.length() % 2 != 0) {
            throw malformed(field, "length", bytes.length(), "range", "even");
        }
        return U16List.view(bytes);
    }

    private TlsFailure malformed(String field, String name, Object value, String other, Object otherValue) {
        return Reason.DECODE_ERROR.with("structure", structure, "field", field, name, value, other, otherValue);
    }
}
