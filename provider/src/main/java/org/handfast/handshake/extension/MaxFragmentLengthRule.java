package org.handfast.handshake.extension;

import java.util.Optional;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;

/**
 * max_fragment_length (RFC 6066 §4): the client's choice for both directions. Our server honours it; our client states
 * its limit by record_size_limit, which took its place (RFC 8449 §5).
 */
final class MaxFragmentLengthRule {
    private MaxFragmentLengthRule() {}

    /**
     * The client's own value: the "extension_data" field of the answer has a MaxFragmentLength "whose value is the
     * same". TLS 1.3 counts content type and padding in (RFC 9846 §5.4), which we keep; not all peers do, so
     * that as much as the version's largest has over 2^14 is passed to them.
     *
     * @param largest most plaintext bytes of a record of the version
     */
    static Optional<RecordSizes> answer(ExtensionBlock clientHello, int largest) {
        int slack = largest - RecordSizeLimitRule.LARGEST_12;
        return clientHello.get(Extensions.MAX_FRAGMENT_LENGTH)
                .map(length -> new RecordSizes(length, length.length(), length.length() + slack));
    }
}
