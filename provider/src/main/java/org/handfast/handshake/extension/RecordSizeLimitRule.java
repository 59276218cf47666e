package org.handfast.handshake.extension;

import org.handfast.handshake.Allowed;
import org.handfast.handshake.Link;
import org.handfast.policy.WireRules;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;

/**
 * record_size_limit as a client uses it (RFC 8449 §4). The same number stands for both versions: TLS 1.3 counts the
 * content type and the padding in.
 */
public final class RecordSizeLimitRule {
    private static final int MOST_TLS12 = WireRules.LARGEST_RECORD_SIZE;
    private static final int MOST_TLS13 = WireRules.LARGEST_RECORD_SIZE + 1;

    private RecordSizeLimitRule() {}

    /** A TLS 1.2 server's answer, if there is one. */
    public static void accept12(ExtensionBlock serverHello, Allowed client, Link link) {
        accept(serverHello, MOST_TLS12, client, link);
    }

    /** A TLS 1.3 server's answer, if there is one. */
    public static void accept13(ExtensionBlock encryptedExtensions, Allowed client, Link link) {
        accept(encryptedExtensions, MOST_TLS13, client, link);
    }

    /** A server may state more than the protocol allows: it takes records of any size. */
    private static void accept(ExtensionBlock answer, int most, Allowed client, Link link) {
        answer.get(Extensions.RECORD_SIZE_LIMIT).ifPresent(limit -> link.limitRecords(
                Math.min(limit.limit(), most),
                client.policy().rules().recordSizeLimit().orElse(most)));
    }
}
