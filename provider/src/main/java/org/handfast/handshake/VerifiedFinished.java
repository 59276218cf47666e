package org.handfast.handshake;

import org.handfast.crypto.jca.ConstantTime;
import org.handfast.failure.Reason;
import org.handfast.schedule.TrafficSecret;
import org.handfast.wire.Opaque;

/** Proof that the peer knows the keys and saw the same messages (RFC 9846 §4.5.3). */
public final class VerifiedFinished {
    private VerifiedFinished() {}

    /**
     * Compares in constant time.
     *
     * @param peer the handshake traffic secret the peer writes with
     * @param transcriptHash of all messages before the Finished
     * @throws org.handfast.failure.TlsFailure BAD_FINISHED; DECODE_ERROR where it is not as long as the hash
     */
    public static VerifiedFinished of(TrafficSecret peer, byte[] transcriptHash, Opaque verifyData) {
        return of(peer.finished(transcriptHash), verifyData);
    }

    /**
     * Compares what was computed with what came, in constant time.
     *
     * @throws org.handfast.failure.TlsFailure BAD_FINISHED; DECODE_ERROR where the lengths differ
     */
    public static VerifiedFinished of(byte[] expected, Opaque verifyData) {
        if (verifyData.length() != expected.length) {
            // opaque verify_data[Hash.length]: "an out-of-range length ... decode_error", RFC 9846 §6.2
            throw Reason.DECODE_ERROR.with(
                    "structure", "finished", "length", verifyData.length(), "needs", expected.length);
        }
        if (!ConstantTime.equal(expected, verifyData.bytes())) {
            throw Reason.BAD_FINISHED.failure();
        }
        return new VerifiedFinished();
    }
}
