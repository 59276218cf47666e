package org.handfast.engine;

import org.handfast.failure.Reason;
import org.handfast.record.RecordLimits;
import org.handfast.record.RecordProtection;

/** What the peer has had so far of each limit, and what may come at all. Used under the lock of the reading side. */
final class ReadQuota {
    /** Bytes on the wire of a record with one byte of early data. */
    private static final long EARLY_RECORD = 22;

    private final RecordLimits limits;
    private boolean helloSeen;
    private boolean connected;
    private boolean skipping;
    private boolean early;
    private long earlyLeft;
    private long earlyAllowance;
    private int unauthenticated;
    private int handshakeRecords;
    private int changeCipherSpecs;
    private int warnings;
    private int empty;
    private int idleMessages;
    private int skipped;

    ReadQuota(RecordLimits limits) {
        this.limits = limits;
    }

    void helloSeen() {
        helloSeen = true;
    }

    void connected() {
        connected = true;
    }

    boolean isConnected() {
        return connected;
    }

    /** Early data may come, so many bytes of it (RFC 9846 §4.3.10). */
    void takeEarlyData(long most) {
        early = true;
        earlyLeft = most;
        earlyAllowance = most * EARLY_RECORD;
    }

    /** No more early data may come. */
    void earlyDataOver() {
        early = false;
    }

    /** Whether data may come, early or not. */
    boolean isDataAllowed() {
        return connected || early;
    }

    void bytes(int count) {
        if (!connected) {
            unauthenticated += count;
            if (unauthenticated - earlyAllowance > limits.unauthenticatedBytes()) {
                throw Reason.TOO_MUCH_UNAUTHENTICATED_DATA.with("allowed", limits.unauthenticatedBytes());
            }
        }
    }

    /** "Zero-length fragments of Handshake types ... MUST NOT be sent", RFC 9846 §5.1. */
    void handshake(int length) {
        if (length == 0) {
            throw Reason.EMPTY_HANDSHAKE_RECORD.failure();
        }
        if (!connected && ++handshakeRecords > limits.handshakeRecords()) {
            throw Reason.TOO_MANY_HANDSHAKE_RECORDS.with("allowed", limits.handshakeRecords());
        }
        skipping = false;
    }

    /** A whole handshake message. */
    void message() {
        helloSeen = true;
        if (connected && ++idleMessages > limits.idleMessages()) {
            throw Reason.TOO_MANY_KEY_UPDATES.with("allowed", limits.idleMessages());
        }
    }

    void data(int payload) {
        if (!isDataAllowed()) {
            throw Reason.UNEXPECTED_MESSAGE.with("received", "application data before the end of the handshake");
        }
        if (!connected) {
            early(payload);
        }
        if (payload > 0) {
            empty = 0;
            warnings = 0;
            idleMessages = 0;
            return;
        }
        if (++empty > limits.emptyRecords()) {
            throw Reason.TOO_MANY_EMPTY_RECORDS.with("allowed", limits.emptyRecords());
        }
    }

    /** "the server ... SHOULD terminate the connection with an "unexpected_message" alert", RFC 9846 §4.7.1. */
    private void early(int payload) {
        earlyLeft -= payload;
        if (earlyLeft < 0) {
            throw Reason.TOO_MUCH_EARLY_DATA.with("more by", -earlyLeft);
        }
    }

    void changeCipherSpec() {
        if (!helloSeen || connected) {
            throw Reason.BAD_CHANGE_CIPHER_SPEC.with("place", "outside of the handshake");
        }
        if (++changeCipherSpecs > limits.changeCipherSpecs()) {
            throw Reason.TOO_MANY_CHANGE_CIPHER_SPECS.with("allowed", limits.changeCipherSpecs());
        }
    }

    /** An alert that means nothing. */
    void warning() {
        if (++warnings > limits.warningAlerts()) {
            throw Reason.TOO_MANY_WARNING_ALERTS.with("allowed", limits.warningAlerts());
        }
    }

    /** TLS 1.2 is chosen: what was passed over as a compatibility record was none. */
    void requireNoChangeCipherSpec() {
        if (changeCipherSpecs > 0) {
            throw Reason.BAD_CHANGE_CIPHER_SPEC.with("place", "before the hellos");
        }
    }

    void skipEarlyData() {
        skipping = true;
    }

    boolean isSkipping() {
        return skipping;
    }

    /** A record opened: what follows is no refused early data. */
    void opened() {
        skipping = false;
    }

    /** Early data is protected also where we have no keys. */
    int longestSkipped() {
        return skipping ? RecordProtection.LARGEST_PAYLOAD + 256 : 0;
    }

    void skip(int length) {
        skipped += length;
        if (skipped > limits.skippedEarlyDataBytes()) {
            throw Reason.TOO_MUCH_SKIPPED_EARLY_DATA.with("allowed", limits.skippedEarlyDataBytes());
        }
    }
}
