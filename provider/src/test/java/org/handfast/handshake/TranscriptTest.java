package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.handfast.crypto.Hash;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;
import org.junit.jupiter.api.Test;

/** Buffering, hashing and the rewriting of RFC 9846 §4.1. */
class TranscriptTest {
    private static final Hash SHA256 = Peers.CATALOG.suites13().stream()
            .map(suite -> suite.hash())
            .filter(hash -> hash.length() == 32)
            .findFirst()
            .orElseThrow();
    private static final Hash SHA384 = Peers.CATALOG.suites13().stream()
            .map(suite -> suite.hash())
            .filter(hash -> hash.length() == 48)
            .findFirst()
            .orElseThrow();
    private static final Opaque HELLO = Opaque.of(new byte[] {1, 0, 0, 1, 42});
    private static final Opaque RETRY = Opaque.of(new byte[] {2, 0, 0, 1, 43});

    @Test
    void hashesWhatCameBeforeTheHashWasKnown() {
        Transcript transcript = new Transcript();
        transcript.add(HELLO);
        transcript.use(SHA256);
        transcript.add(RETRY);

        assertThat(transcript.hash())
                .isEqualTo(SHA256.digest(new byte[] {1, 0, 0, 1, 42, 2, 0, 0, 1, 43}))
                .isEqualTo(transcript.hash());
    }

    @Test
    void retryReplacesTheFirstHelloByItsHash() {
        for (Hash hash : new Hash[] {SHA256, SHA384}) {
            Transcript transcript = new Transcript();
            transcript.add(HELLO);
            transcript.retry(hash);
            transcript.add(RETRY);

            byte[] replaced = new Writer()
                    .u8(254)
                    .opaque24(Opaque.of(hash.digest(HELLO.bytes())))
                    .bytes(RETRY)
                    .toOpaque()
                    .bytes();
            assertThat(transcript.hash()).isEqualTo(hash.digest(replaced));
        }
    }

    @Test
    void hashCannotChangeOrBeAskedTooEarly() {
        Transcript transcript = new Transcript();
        assertThat(catchThrowableOfType(TlsFailure.class, transcript::hash).reason()).isEqualTo(Reason.INTERNAL_ERROR);
        transcript.use(SHA256);
        transcript.use(SHA256);
        assertThat(catchThrowableOfType(TlsFailure.class, () -> transcript.use(SHA384)).reason())
                .isEqualTo(Reason.INTERNAL_ERROR);
    }
}
