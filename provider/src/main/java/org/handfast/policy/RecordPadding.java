package org.handfast.policy;

/**
 * How records of TLS 1.3 are padded, so that their length says less of what is inside (RFC 9846 §5.4). Immutable.
 *
 * @param block payloads are padded to the next multiple of this many bytes, 1 to 16384; 1: not at all
 */
public record RecordPadding(int block) {
    /** Lengths are shown as they are. */
    public static final RecordPadding NONE = new RecordPadding(1);

    /** Checks the range. */
    public RecordPadding {
        if (block < 1 || block > WireRules.LARGEST_RECORD_SIZE) {
            throw new IllegalArgumentException("padding block " + block);
        }
    }

    /** Zero bytes to add to a payload of this length, with no more than {@code most} bytes in all. */
    public int bytes(int length, int most) {
        int over = length % block;
        return over == 0 ? 0 : Math.min(block - over, most - length);
    }
}
