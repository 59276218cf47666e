package org.handfast.handshake.extension;

import java.util.Optional;
import org.handfast.handshake.Terms;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.RecordSizeLimit;

/** record_size_limit (RFC 8449): each side states the largest plaintext it takes, and keeps the other's. */
public final class RecordSizeLimitRule {
    /** Largest plaintext of TLS 1.2 in bytes. */
    public static final int LARGEST_12 = 1 << 14;

    /** Largest plaintext in bytes, content type included: "TLS 1.3 uses a limit of 2^14+1 octets", RFC 8449 §4. */
    public static final int LARGEST_13 = LARGEST_12 + 1;

    private RecordSizeLimitRule() {}

    /** The client's limit where its policy has one; empty: not sent. */
    public static Optional<RecordSizeLimit> offer(Terms client) {
        return client.allowed().policy().rules().recordSizeLimit().stream().mapToObj(RecordSizeLimit::new).findFirst();
    }

    /**
     * The server's answer, to be sent in EncryptedExtensions or the ServerHello of TLS 1.2, and what follows from it.
     * "A server that supports the "record_size_limit" extension MUST ignore a "max_fragment_length" that appears in a
     * ClientHello if both extensions appear", RFC 8449 §5; alone it is honoured.
     *
     * @param largest {@link #LARGEST_12} or {@link #LARGEST_13}
     * @throws org.handfast.failure.TlsFailure ILLEGAL_VALUE
     */
    public static Optional<RecordSizes> answer(ExtensionBlock clientHello, Terms server, int largest) {
        Optional<RecordSizeLimit> theirs = clientHello.get(Extensions.RECORD_SIZE_LIMIT);
        if (theirs.isEmpty()) {
            return MaxFragmentLengthRule.answer(clientHello, largest);
        }
        RecordSizeLimit ours = offer(server).orElse(new RecordSizeLimit(largest));
        return Optional.of(sizes(ours, theirs.get(), ours, largest));
    }

    /**
     * The server's answer as the client takes it, which has checked that it asked for what it got: so
     * max_fragment_length, which our client never offers, cannot come beside it (RFC 8449 §5).
     *
     * @param answer EncryptedExtensions or the ServerHello of TLS 1.2
     * @param largest {@link #LARGEST_12} or {@link #LARGEST_13}
     * @throws org.handfast.failure.TlsFailure ILLEGAL_VALUE
     */
    public static Optional<RecordSizes> accept(ExtensionBlock answer, Terms client, int largest) {
        Optional<RecordSizeLimit> ours = offer(client);
        return answer.get(Extensions.RECORD_SIZE_LIMIT)
                .flatMap(theirs -> ours.map(limit -> sizes(theirs, theirs, limit, largest)));
    }

    /** "a server MUST NOT enforce this restriction": limits beyond what the version has mean no limit, RFC 8449 §4. */
    private static RecordSizes sizes(
            RecordSizeLimit answer, RecordSizeLimit theirs, RecordSizeLimit ours, int largest) {
        return new RecordSizes(answer, Math.min(theirs.limit(), largest), Math.min(ours.limit(), largest));
    }
}
