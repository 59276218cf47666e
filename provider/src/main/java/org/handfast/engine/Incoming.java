package org.handfast.engine;

import org.handfast.engine.ReadHalf.Kind;
import org.handfast.engine.VersionRules.AlertMeaning;
import org.handfast.failure.Reason;
import org.handfast.iana.ContentType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.record.HandshakeReassembler;
import org.handfast.record.RecordLimits;
import org.handfast.wire.Opaque;

/**
 * What is in the records, once they are open: parts of messages, alerts, change_cipher_spec, and whether data may come
 * (RFC 9846 §5.1, RFC 5246 §6.2.1). Used under the lock of the reading side.
 */
final class Incoming {
    private static final int HANDSHAKE = ContentType.HANDSHAKE.code();
    private static final int ALERT = ContentType.ALERT.code();

    private final ReadQuota quota;
    private final HandshakeReassembler reassembler;
    private Alert alert;
    private volatile VersionRules rules = VersionRules.UNDECIDED;

    Incoming(ReadQuota quota, RecordLimits limits, RecordLimits.Sender sender) {
        this.quota = quota;
        this.reassembler = new HandshakeReassembler(limits, sender);
    }

    /** The alert that came last, or null. */
    Alert alert() {
        return alert;
    }

    /** The rules in force. Readable from any thread. */
    VersionRules rules() {
        return rules;
    }

    void versionChosen(ProtocolVersion version) {
        rules = VersionRules.of(version);
        if (rules.isChangeCipherSpecAStep()) {
            quota.requireNoChangeCipherSpec();
        }
    }

    /** The next whole handshake message, or null. */
    Opaque poll() {
        Opaque message = reassembler.poll();
        if (message != null) {
            quota.message();
        }
        return message;
    }

    /** Nothing follows the message that was polled last. */
    void requireAligned() {
        if (!reassembler.isEmpty()) {
            throw Reason.MESSAGE_ACROSS_KEY_CHANGE.with("direction", "read");
        }
    }

    /** Application data of this length. */
    void data(int payload) {
        requireWholeMessages(ContentType.APPLICATION_DATA);
        quota.data(payload);
    }

    /** Anything else, of a record in the clear or of one that opened. */
    Kind content(int type, byte[] from, int at, int length) {
        if (type == HANDSHAKE) {
            quota.handshake(length);
            reassembler.add(from, at, length);
            return Kind.HANDSHAKE;
        }
        if (type != ALERT) {
            throw Reason.UNEXPECTED_RECORD_TYPE.with("type", ContentType.of(type));
        }
        if (length == 0) {
            // "if such a message is received, the receiving implementation MUST terminate the connection with an
            // "unexpected_message" alert", RFC 9846 §5.4
            throw Reason.EMPTY_ALERT_RECORD.failure();
        }
        if (length != Alert.SIZE) {
            // "MUST NOT be fragmented across records, and multiple alert messages MUST NOT be coalesced", §5.1
            throw Reason.BAD_ALERT.with("length", length);
        }
        alert = Alert.read(from, at);
        AlertMeaning meaning = rules.meaning(alert);
        if (meaning != AlertMeaning.FAILURE) {
            requireWholeMessages(ContentType.ALERT);
        }
        if (meaning == AlertMeaning.NOTHING) {
            quota.warning();
        }
        return Kind.ALERT;
    }

    /** A peer that never came to have keys says so in the clear, before anything protected. It can only end all. */
    Kind unprotectedAlert(byte[] from, int at, int length, long records) {
        if (length != Alert.SIZE || records > 0 || quota.isConnected()
                || rules.meaning(Alert.read(from, at)) == AlertMeaning.NOTHING) {
            throw Reason.UNEXPECTED_RECORD_TYPE.with("type", ContentType.ALERT, "protected", true);
        }
        alert = Alert.read(from, at);
        return Kind.ALERT;
    }

    /**
     * One byte 0x01, in TLS 1.3 between the first ClientHello and the peer's Finished: "MUST simply drop it", RFC 9846
     * §5. In TLS 1.2 it stands before the peer's only keys, RFC 5246 §7.1.
     */
    Kind changeCipherSpec(byte[] from, int at, int length, boolean protecting) {
        requireWholeMessages(ContentType.CHANGE_CIPHER_SPEC);
        if (rules.isChangeCipherSpecAStep() && protecting) {
            throw Reason.UNEXPECTED_RECORD_TYPE.with("type", ContentType.CHANGE_CIPHER_SPEC, "protected", true);
        }
        if (length != 1 || from[at] != 1) {
            throw Reason.BAD_CHANGE_CIPHER_SPEC.with("length", length);
        }
        if (rules.isChangeCipherSpecAStep()) {
            return Kind.CHANGE_CIPHER_SPEC;
        }
        quota.changeCipherSpec();
        return Kind.SKIPPED;
    }

    /** RFC 9846 §5.1: "Handshake messages MUST NOT be interleaved with other record types." */
    private void requireWholeMessages(ContentType type) {
        if (reassembler.isPartial()) {
            throw Reason.INTERLEAVED_RECORD.with("type", type);
        }
    }
}
