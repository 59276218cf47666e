package org.handfast.crypto;

/** Randomness that a test chose: hands out its bytes in order, and fails when there are no more. */
final class Given implements Randomness {
    private final byte[] bytes;
    private int at;

    Given(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public void fill(byte[] target) {
        if (target.length > bytes.length - at) {
            throw new Exhausted();
        }
        System.arraycopy(bytes, at, target, 0, target.length);
        at += target.length;
    }

    /** The generator wanted more: it rejected the number it got. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
