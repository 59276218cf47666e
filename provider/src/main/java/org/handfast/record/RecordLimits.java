package org.handfast.record;

import org.handfast.crypto.Aead;
import org.handfast.iana.HandshakeType;

/**
 * How much a peer may send of what does no good, and how long a key lasts. Each value is the last that passes.
 * Immutable.
 *
 * @param emptyRecords empty application records in a row
 * @param handshakeRecords records that carry handshake bytes before the handshake is complete
 * @param warningAlerts alerts that mean nothing, without data between them
 * @param changeCipherSpecs compatibility records
 * @param idleMessages handshake messages after the handshake without data between them
 * @param unauthenticatedBytes bytes received before the handshake is complete
 * @param clientHelloBytes body of a ClientHello
 * @param certificateFromClientBytes body of a client's Certificate
 * @param certificateFromServerBytes body of a server's Certificate
 * @param messageBytes body of any other handshake message
 * @param skippedEarlyDataBytes early data passed over unread
 * @param recordsPerKey records under one key, where the AEAD allows no fewer
 */
public record RecordLimits(
        int emptyRecords,
        int handshakeRecords,
        int warningAlerts,
        int changeCipherSpecs,
        int idleMessages,
        int unauthenticatedBytes,
        int clientHelloBytes,
        int certificateFromClientBytes,
        int certificateFromServerBytes,
        int messageBytes,
        int skippedEarlyDataBytes,
        long recordsPerKey) {
    /** The defaults of the administration guide. */
    public static final RecordLimits DEFAULT =
            new RecordLimits(32, 16384, 4, 2, 32, 262144, 65536, 65536, 102400, 65536, 16384, 1L << 48);

    /** Records one key may protect at most (RFC 9846 §5.5): the hard stop. */
    public long hardStop(Aead aead) {
        return Math.min(aead.recordLimit(), recordsPerKey);
    }

    /** Records after which the key is changed: half of {@link #hardStop}, 2^23 for AES-GCM. */
    public long updateAt(Aead aead) {
        return hardStop(aead) / 2;
    }

    /** Largest body in bytes of a message of this type. */
    int longest(int type, Sender sender) {
        if (type == HandshakeType.CLIENT_HELLO.code()) {
            return clientHelloBytes;
        }
        if (isCertificate(type)) {
            return sender == Sender.CLIENT ? certificateFromClientBytes : certificateFromServerBytes;
        }
        return messageBytes;
    }

    static boolean isCertificate(int type) {
        return type == HandshakeType.CERTIFICATE.code() || type == HandshakeType.COMPRESSED_CERTIFICATE.code();
    }

    /** Whose messages are reassembled. */
    public enum Sender {
        /** A client's. */
        CLIENT,
        /** A server's. */
        SERVER
    }
}
