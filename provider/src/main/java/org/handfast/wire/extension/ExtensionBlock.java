package org.handfast.wire.extension;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.handfast.failure.Reason;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.U16List;
import org.handfast.wire.U16Set;
import org.handfast.wire.Writer;

/**
 * The extensions of one message: indexed in one pass, decoded when asked, unknown ones never (RFC 9846 §4.3).
 * Immutable and thread-safe; order is kept.
 */
public final class ExtensionBlock {
    /** No block at all, as old hellos end before it; written as nothing. */
    public static final ExtensionBlock ABSENT = new ExtensionBlock(Opaque.EMPTY, new long[0]);
    /** A block without extensions. */
    public static final ExtensionBlock EMPTY = new ExtensionBlock(Opaque.EMPTY, new long[0]);

    private static final int FIRST_CAPACITY = 16;

    private final Opaque body;
    /** An extension each: type in bits 32 to 47, offset in 16 to 31, length in 0 to 15. */
    private final long[] index;

    private ExtensionBlock(Opaque body, long[] index) {
        this.body = body;
        this.index = index;
    }

    /**
     * Reads {@code Extension extensions<0..2^16-1>}.
     *
     * @throws org.handfast.failure.TlsFailure DECODE_ERROR, or DUPLICATE_EXTENSION: "There MUST NOT be more
     *         than one extension of the same type in a given extension block", RFC 9846 §4.3
     */
    public static ExtensionBlock read(Reader in) {
        return index(in.opaque16("extensions"));
    }

    /** Reads a block, or {@link #ABSENT} where the message ends before it (RFC 5246 §7.4.1.2). */
    public static ExtensionBlock readIfPresent(Reader in) {
        return in.hasMore() ? read(in) : ABSENT;
    }

    /** A block to be sent, in this order. */
    public static ExtensionBlock of(List<? extends Extension> extensions) {
        Builder builder = builder();
        extensions.forEach(builder::add);
        return builder.build();
    }

    /** A block to be sent, in this order. */
    public static ExtensionBlock of(Extension... extensions) {
        return of(List.of(extensions));
    }

    /** This block with one more extension at its end. */
    public ExtensionBlock and(Extension last) {
        Builder builder = builder();
        builder.out.bytes(body);
        return builder.add(last).build();
    }

    /** An empty builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** The extension in this form, decoded now; empty where it is absent. */
    public <E extends Extension> Optional<E> get(ExtensionForm<E> form) {
        return body(form.type()).map(form::decode);
    }

    /** The extension in this form; MISSING_EXTENSION where it is absent (RFC 9846 §9.2). */
    public <E extends Extension> E require(ExtensionForm<E> form) {
        return get(form).orElseThrow(() -> Reason.MISSING_EXTENSION.with("extension", form.type()));
    }

    /** The undecoded body of an extension; empty where it is absent. */
    public Optional<Opaque> body(ExtensionType type) {
        int at = find(type.code());
        return at < 0 ? Optional.empty() : Optional.of(bodyAt(at));
    }

    /** Whether the extension is there. */
    public boolean contains(ExtensionType type) {
        return find(type.code()) >= 0;
    }

    /** How many there are. */
    public int size() {
        return index.length;
    }

    /** The type of the extension at {@code position}, 0 to {@code size() - 1}, as a number. */
    public int codeAt(int position) {
        return (int) (index[position] >>> 32);
    }

    /** The undecoded body at {@code position}, 0 to {@code size() - 1}. */
    public Opaque bodyAt(int position) {
        long entry = index[position];
        return body.slice((int) (entry >>> 16) & 0xFFFF, (int) entry & 0xFFFF);
    }

    /** All types in order. */
    public U16List types() {
        Writer out = new Writer(2 * size());
        for (int i = 0; i < size(); i++) {
            out.u16(codeAt(i));
        }
        return U16List.view(out.toOpaque());
    }

    /** The type at the end, where pre_shared_key must stand (RFC 9846 §4.3.11); empty for no extensions. */
    public Optional<ExtensionType> lastType() {
        return size() == 0 ? Optional.empty() : Optional.of(ExtensionType.of(codeAt(size() - 1)));
    }

    /** False only for {@link #ABSENT}. */
    public boolean isPresent() {
        return this != ABSENT;
    }

    /** Writes the block with its length; nothing for {@link #ABSENT}. */
    public void write(Writer out) {
        if (isPresent()) {
            out.opaque16(body);
        }
    }

    /** The same bytes, and both present or both absent. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ExtensionBlock that && isPresent() == that.isPresent() && body.equals(that.body);
    }

    @Override
    public int hashCode() {
        return body.hashCode();
    }

    /** The types only. */
    @Override
    public String toString() {
        return isPresent() ? types().map(ExtensionType::of).toString() : "[absent]";
    }

    private static ExtensionBlock index(Opaque body) {
        if (body.length() == 0) {
            return EMPTY; // a chain may have many entries, few with extensions
        }
        Reader in = Reader.of(body, "extensions");
        U16Set seen = new U16Set();
        long[] index = new long[FIRST_CAPACITY];
        int count = 0;
        while (in.hasMore()) {
            int type = in.u16("extension_type");
            long offset = body.length() - in.remaining() + 2L;
            int length = in.opaque16("extension_data").length();
            if (!seen.add(type)) {
                throw Reason.DUPLICATE_EXTENSION.with("extension", ExtensionType.of(type));
            }
            if (count == index.length) {
                index = Arrays.copyOf(index, 2 * count);
            }
            index[count++] = (long) type << 32 | offset << 16 | length;
        }
        return new ExtensionBlock(body, Arrays.copyOf(index, count));
    }

    private int find(int code) {
        for (int i = 0; i < index.length; i++) {
            if (codeAt(i) == code) {
                return i;
            }
        }
        return -1;
    }

    /** Collects extensions to be sent, in the order they are added. Not thread-safe. */
    public static final class Builder {
        private final Writer out = new Writer();

        private Builder() {
        }

        /** Adds one at the end. */
        public Builder add(Extension extension) {
            out.u16(extension.type().code()).vector16(extension::write);
            return this;
        }

        /** The block; fails on two extensions of one type, and beyond 2^16-1 bytes. */
        public ExtensionBlock build() {
            return read(Reader.of(new Writer(out.length() + 2).opaque16(out.toOpaque()).toOpaque(), "extensions"));
        }
    }
}
