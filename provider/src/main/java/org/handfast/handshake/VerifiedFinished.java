package org.handfast.handshake;

import org.handfast.crypto.jca.ConstantTime;
import org.handfast.failure.Reason;
import org.handfast.schedule.TrafficSecret;
import org.handfast.wire.Opaque;

/** Proof that the peer knows the keys and saw the same messages (RFC 9846 §4.5.4). */
public final class VerifiedFinished {
    private VerifiedFinished() {}

    /**
     * Compares in constant time.
     *
     * @param peer the handshake traffic secret the peer writes with
     * @param transcriptHash of all messages before the Finished
     * @throws org.handfast.failure.TlsFailure BAD_FINISHED
     */
    public static VerifiedFinished of(TrafficSecret peer, byte[] transcriptHash, Opaque verifyData) {
        if (!ConstantTime.equal(peer.finished(transcriptHash), verifyData.bytes())) {
            throw Reason.BAD_FINISHED.failure();
        }
        return new VerifiedFinished();
    }
}
