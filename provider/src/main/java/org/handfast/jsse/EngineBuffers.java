package org.handfast.jsse;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;

/** Checks of what callers hand to wrap and unwrap; they come before anything else happens. */
final class EngineBuffers {
    private EngineBuffers() {}

    static void requireSource(ByteBuffer src) {
        if (src == null) {
            throw new IllegalArgumentException("Source is null");
        }
    }

    static void requireSources(ByteBuffer[] srcs, int offset, int length) {
        if (srcs == null) {
            throw new IllegalArgumentException("Sources are null");
        }
        Objects.checkFromIndexSize(offset, length, srcs.length);
        for (int i = offset; i < offset + length; i++) {
            requireSource(srcs[i]);
        }
    }

    static void requireTargets(ByteBuffer[] dsts, int offset, int length) {
        if (dsts == null) {
            throw new IllegalArgumentException("Targets are null");
        }
        Objects.checkFromIndexSize(offset, length, dsts.length);
        for (int i = offset; i < offset + length; i++) {
            requireTarget(dsts[i]);
        }
    }

    static void requireTarget(ByteBuffer dst) {
        if (dst == null) {
            throw new IllegalArgumentException("Target is null");
        }
        if (dst.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
    }
}
