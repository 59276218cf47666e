package org.handfast.policy;

import java.util.OptionalInt;

/**
 * What else a policy says of the wire. Immutable.
 *
 * @param extendedMainSecretRequired whether TLS 1.2 without extended_master_secret is refused (RFC 7627 §5.2, §5.3)
 * @param grease whether reserved code points are strewn into what we offer, so that peers stay able to ignore what
 *     they do not know (RFC 8701)
 * @param padding padding of TLS 1.3 records (RFC 9846 §5.4)
 * @param recordSizeLimit plaintext bytes of a record we want to receive, 64 to 16384, asked for by record_size_limit
 *     (RFC 8449 §4); empty: the extension is answered, its full size allowed, and not offered
 */
public record WireRules(
        boolean extendedMainSecretRequired, boolean grease, RecordPadding padding, OptionalInt recordSizeLimit) {
    /** The extended main secret is required, nothing else out of the ordinary. */
    public static final WireRules STANDARD =
            new WireRules(true, false, RecordPadding.NONE, OptionalInt.empty());

    /** Smallest record_size_limit (RFC 8449 §4). */
    public static final int LEAST_RECORD_SIZE = 64;

    /** Largest payload of a record (RFC 9846 §5.1). */
    public static final int LARGEST_RECORD_SIZE = 16384;

    /** Checks the range. */
    public WireRules {
        recordSizeLimit.ifPresent(limit -> {
            if (limit < LEAST_RECORD_SIZE || limit > LARGEST_RECORD_SIZE) {
                throw new IllegalArgumentException("record size limit " + limit);
            }
        });
    }
}
