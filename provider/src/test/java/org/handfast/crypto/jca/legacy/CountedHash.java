package org.handfast.crypto.jca.legacy;

import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicLong;

/** A hash that counts what it compresses, and so do its copies. */
final class CountedHash extends MessageDigest implements Cloneable {
    private final CbcMac mac;
    private final MessageDigest real;
    private final AtomicLong compressions;
    private long bytes;

    CountedHash(CbcMac mac, AtomicLong compressions) {
        this(mac, mac.digest(), compressions, 0);
    }

    private CountedHash(CbcMac mac, MessageDigest real, AtomicLong compressions, long bytes) {
        super("counted");
        this.mac = mac;
        this.real = real;
        this.compressions = compressions;
        this.bytes = bytes;
    }

    @Override
    protected void engineUpdate(byte input) {
        real.update(input);
        count(1);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        real.update(input, offset, length);
        count(length);
    }

    /** FIPS 180-4 §5.1: one byte at least and the length, 8 or 16 bytes, fill the last block. */
    @Override
    protected byte[] engineDigest() {
        int field = mac.block() / 8;
        long whole = (bytes + field) / mac.block() + 1;
        compressions.addAndGet(whole - bytes / mac.block());
        bytes = 0;
        return real.digest();
    }

    @Override
    protected void engineReset() {
        real.reset();
        bytes = 0;
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
        return new CountedHash(mac, (MessageDigest) real.clone(), compressions, bytes);
    }

    private void count(int length) {
        compressions.addAndGet((bytes + length) / mac.block() - bytes / mac.block());
        bytes += length;
    }
}
