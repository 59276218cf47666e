package org.handfast.handshake;

import java.util.function.Function;
import org.handfast.credential.HandshakeFacts;
import org.handfast.schedule.TrafficSecret;
import org.handfast.wire.Opaque;

/** The only way out of a state. One per connection; called under the engine's handshake lock. */
public interface Link {
    /** The handshake message being delivered, header included, as received: what the transcript hashes. */
    Opaque received();

    /** Queues handshake bytes; they leave under the write keys in force at this call. */
    void send(Flight flight);

    /** Queues the middlebox compatibility record (RFC 9846 appendix E.4), unprotected. */
    void changeCipherSpec();

    /**
     * Changes the read keys. Refuses with MESSAGE_ACROSS_KEY_CHANGE unless no handshake byte is pending
     * (RFC 9846 §5.1). The half owns the secret from here and wipes it when the next one replaces it, not
     * before: a state may still ask it for Finished.
     */
    void readWith(TrafficSecret secret);

    /**
     * The message being delivered ends the peer's flight. Refuses with MESSAGE_ACROSS_KEY_CHANGE where more bytes
     * follow it: hellos "can immediately precede a key change", RFC 9846 §5.1.
     */
    void flightEnds();

    /** Has this done when the handshake fails: the wiping of a secret. Forgotten when the handshake succeeds. */
    void onFailure(Runnable wipe);

    /** Changes the write keys for all that is queued after this call. Ownership as in {@link #readWith}. */
    void writeWith(TrafficSecret secret);

    /** Moves the read keys on after a KeyUpdate (RFC 9846 §4.7.3); the same check as in {@link #readWith}. */
    void updateReadKeys();

    /** Sends one KeyUpdate before the next application record; several calls are one answer. */
    void answerKeyUpdate();

    /**
     * The client offered early data and we take none: skip what it may already have sent, at most 16384 bytes
     * (RFC 9846 §4.3.10). With keys in force, records that do not open are skipped until the first that does;
     * without keys (after a HelloRetryRequest) protected records are skipped until the next handshake record.
     */
    void skipEarlyData();

    /** Hands slow or outside work to the engine and goes on with {@code then} in the handshake's own thread. */
    <R> State await(Work<R> work, Function<R, State> then);

    /** Publishes facts: visible to callbacks and to the application's handshake session. */
    void learned(HandshakeFacts facts);

    /** The handshake is complete on our side. */
    void connected(Established connection);
}
