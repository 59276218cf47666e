package org.handfast.record;

/** No protection: {@code TLSPlaintext} before the first keys (RFC 9846 §5.1, RFC 5246 §6.2.1). */
public final class PlaintextProtection implements RecordProtection {
    private int openedType;
    private long records;

    @Override
    public int longestFragment() {
        return LARGEST_PAYLOAD;
    }

    @Override
    public int overhead() {
        return 0;
    }

    @Override
    public int fragmentLength(int payload, int padding) {
        return payload;
    }

    @Override
    public int expansion() {
        return 0;
    }

    @Override
    public int headroom() {
        return 0;
    }

    @Override
    public boolean isProtecting() {
        return false;
    }

    @Override
    public boolean hidesType() {
        return false;
    }

    @Override
    public boolean isRenewable() {
        return false;
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public int room(int length) {
        return length;
    }

    @Override
    public int open(int outerType, byte[] source, int offset, int length, byte[] target, int at) {
        openedType = outerType;
        System.arraycopy(source, offset, target, at, length);
        return length;
    }

    @Override
    public int openedType() {
        return openedType;
    }

    @Override
    public void accept() {
        records++;
    }

    @Override
    public int seal(int type, int minor, byte[] target, int at, int length, int padding) {
        RecordHeader.write(target, at, type, minor, length);
        records++;
        return RecordHeader.SIZE + length;
    }

    @Override
    public void close() {
        // holds no key
    }
}
