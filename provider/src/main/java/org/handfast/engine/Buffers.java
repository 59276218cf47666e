package org.handfast.engine;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;

/** Checks and moves over lists of the caller's buffers. */
final class Buffers {
    private Buffers() {}

    /** Argument checks come before any change of state. */
    static void requireWritable(ByteBuffer[] targets, int offset, int length) {
        requirePresent(targets, offset, length);
        for (int i = offset; i < offset + length; i++) {
            requireWritable(targets[i]);
        }
    }

    static void requireWritable(ByteBuffer target) {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
    }

    static void requirePresent(ByteBuffer[] buffers, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffers.length);
        for (int i = offset; i < offset + length; i++) {
            if (buffers[i] == null) {
                throw new IllegalArgumentException("buffer " + i + " is null");
            }
        }
    }

    static long remaining(ByteBuffer[] buffers, int offset, int length) {
        long remaining = 0;
        for (int i = offset; i < offset + length; i++) {
            remaining += buffers[i].remaining();
        }
        return remaining;
    }

    /** Whether both are on one heap array. */
    static boolean share(ByteBuffer one, ByteBuffer other) {
        return one.hasArray() && other.hasArray() && one.array() == other.array();
    }

    /** Fills the targets in order. They have room. */
    static void scatter(byte[] from, int length, ByteBuffer[] targets, int offset) {
        int at = 0;
        for (int i = offset; at < length; i++) {
            int part = Math.min(length - at, targets[i].remaining());
            targets[i].put(from, at, part);
            at += part;
        }
    }

    /** Takes {@code length} bytes from the sources in order. They have as many. */
    static void gather(ByteBuffer[] sources, int offset, byte[] into, int start, int length) {
        int at = 0;
        for (int i = offset; at < length; i++) {
            int part = Math.min(length - at, sources[i].remaining());
            sources[i].get(into, start + at, part);
            at += part;
        }
    }
}
