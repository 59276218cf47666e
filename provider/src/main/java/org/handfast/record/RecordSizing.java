package org.handfast.record;

/**
 * How much payload the next application record carries. Small records first let a peer use the first bytes before a
 * whole large record has crossed a slow network; full records later cost the least. Not thread-safe.
 */
public final class RecordSizing {
    private final int small;
    private long smallLeft;

    private RecordSizing(int small, long smallLeft) {
        this.small = small;
        this.smallLeft = smallLeft;
    }

    /** Full records from the start. */
    public static RecordSizing full() {
        return new RecordSizing(RecordProtection.LARGEST_PAYLOAD, 0);
    }

    /**
     * Small records for the first bytes.
     *
     * @param payload bytes of a small record, 1 to 16384; 1,400 fits one packet on most paths
     * @param bytes payload to send before records are full
     */
    public static RecordSizing smallFirst(int payload, long bytes) {
        if (payload < 1 || payload > RecordProtection.LARGEST_PAYLOAD || bytes < 0) {
            throw new IllegalArgumentException("payload " + payload + ", bytes " + bytes);
        }
        return new RecordSizing(payload, bytes);
    }

    /** Payload of the next record of {@code available} bytes to send. */
    public int next(long available) {
        return (int) Math.min(available, smallLeft > 0 ? small : RecordProtection.LARGEST_PAYLOAD);
    }

    /** Counts what left. */
    public void sent(int payload) {
        smallLeft = Math.max(0, smallLeft - payload);
    }
}
