package org.handfast.engine;

import org.handfast.schedule.DirectionSecret;

/** What waits to leave, in order: records, and the key changes between them. */
sealed interface Outgoing {
    /** Handshake bytes; neighbours share records. */
    final class Handshake implements Outgoing {
        final byte[] bytes;
        final int end;
        int at;

        Handshake(byte[] bytes, int offset, int length) {
            this.bytes = bytes;
            this.at = offset;
            this.end = offset + length;
        }

        int left() {
            return end - at;
        }
    }

    /** The middlebox compatibility record (RFC 9846 appendix E.4). */
    record ChangeCipherSpec() implements Outgoing {}

    /** Our last record. */
    record LastAlert(Alert alert) implements Outgoing {}

    /** Keys for all that follows. */
    record NewKeys(DirectionSecret secret) implements Outgoing {}

    /** No keys any more: a second hello follows refused early data (RFC 9846 §4.2.2). */
    record NoKeys() implements Outgoing {}

    /** The next generation of the keys in force (RFC 9846 §7.2). */
    record NextKeys() implements Outgoing {}

    /** Something to note when all before it is out. */
    record Mark(Runnable note) implements Outgoing {}
}
