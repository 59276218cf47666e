package org.handfast.record;

/**
 * How much payload the next application record carries. Small records first let a peer use the first bytes before a
 * whole large record has crossed a slow network; full records later cost the least. Not thread-safe.
 */
public final class RecordSizing {
    private final int large;
    private final int small;
    private long smallLeft;

    private RecordSizing(int large, int small, long smallLeft) {
        this.large = large;
        this.small = small;
        this.smallLeft = smallLeft;
    }

    /** Full records from the start. */
    public static RecordSizing full() {
        return atMost(RecordProtection.LARGEST_PAYLOAD);
    }

    /**
     * Records of one largest size from the start.
     *
     * @param payload bytes of a record, 1 to 16384
     */
    public static RecordSizing atMost(int payload) {
        requirePayload(payload);
        return new RecordSizing(payload, payload, 0);
    }

    /**
     * Small records for the first bytes.
     *
     * @param payload bytes of a small record, 1 to 16384; 1,400 fits one packet on most paths
     * @param bytes payload to send before records are full
     */
    public static RecordSizing smallFirst(int payload, long bytes) {
        requirePayload(payload);
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes " + bytes);
        }
        return new RecordSizing(RecordProtection.LARGEST_PAYLOAD, payload, bytes);
    }

    /** Payload of the next record of {@code available} bytes to send. */
    public int next(long available) {
        return (int) Math.min(available, smallLeft > 0 ? small : large);
    }

    /** Most payload any record carries, whatever its content. */
    public int largest() {
        return large;
    }

    /** Counts what left. */
    public void sent(int payload) {
        smallLeft = Math.max(0, smallLeft - payload);
    }

    private static void requirePayload(int payload) {
        if (payload < 1 || payload > RecordProtection.LARGEST_PAYLOAD) {
            throw new IllegalArgumentException("payload " + payload);
        }
    }
}
