package org.handfast.handshake;

import java.util.function.Function;
import org.handfast.credential.HandshakeFacts;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.DirectionSecret;
import org.handfast.schedule.Exporter;
import org.handfast.wire.Opaque;

/** The only way out of a state. One per connection; called under the engine's handshake lock. */
public interface Link {
    /** The handshake message being delivered, header included, as received: what the transcript hashes. */
    Opaque received();

    /** Queues handshake bytes; they leave under the write keys in force at this call. */
    void send(Flight flight);

    /**
     * The version is chosen: the record layer follows its rules from here. In TLS 1.2 a change_cipher_spec is a step
     * of the handshake, given to {@link State#onChangeCipherSpec}; in TLS 1.3 it means nothing and is passed over.
     */
    void versionChosen(ProtocolVersion version);

    /**
     * Sizes agreed by record_size_limit (RFC 8449 §4) or max_fragment_length (RFC 6066 §4), in bytes of plaintext,
     * content type and padding of TLS 1.3 included. In force at once; what the peer may send is limited in protected
     * records only.
     *
     * @param sending most that our records may carry, 64 to 16385
     * @param receiving most that the peer's may carry; more is record_overflow
     */
    void limitRecords(int sending, int receiving);

    /**
     * Queues a change_cipher_spec record, unprotected: for middleboxes in TLS 1.3 (RFC 9846 appendix E.4), before
     * {@link #writeWith} in TLS 1.2 (RFC 5246 §7.1).
     */
    void changeCipherSpec();

    /**
     * Changes the read keys. Refuses with MESSAGE_ACROSS_KEY_CHANGE unless no handshake byte is pending
     * (RFC 9846 §5.1). The half owns the secret from here and wipes it when the next one replaces it, not
     * before: a state may still ask it for Finished.
     */
    void readWith(DirectionSecret secret);

    /**
     * The message being delivered ends the peer's flight. Refuses with MESSAGE_ACROSS_KEY_CHANGE where more bytes
     * follow it: hellos "can immediately precede a key change", RFC 9846 §5.1.
     */
    void flightEnds();

    /** Has this done when the handshake fails: the wiping of a secret. Forgotten when the handshake succeeds. */
    void onFailure(Runnable wipe);

    /**
     * Has this done when the connection fails by an alert of either side, in the handshake or later, but not where the
     * peer only hangs up: the session it made or resumed is not to be used again (RFC 5246 §7.2.2).
     */
    void onFatalAlert(Runnable release);

    /** Changes the write keys for all that is queued after this call. Ownership as in {@link #readWith}. */
    void writeWith(DirectionSecret secret);

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

    /**
     * Client: how much application data may leave before the server has answered, under the write keys in force
     * (RFC 9846 §4.3.10).
     *
     * @param most bytes; 0: no more
     */
    void sendEarlyData(long most);

    /** Client: what is queued after this call leaves unprotected: the second hello behind refused early data. */
    void writeInTheClear();

    /**
     * Server: early data is taken until the read keys change. For the application the handshake is at its end when
     * all that is queued has left, though the client's Finished is still to come.
     *
     * @param most bytes of data; more is TOO_MUCH_EARLY_DATA
     * @param exporter of this connection: it depends on nothing that is still to come (RFC 9846 §7.1)
     */
    void takeEarlyData(long most, Exporter exporter);

    /** Hands slow or outside work to the engine and goes on with {@code then} in the handshake's own thread. */
    <R> State await(Work<R> work, Function<R, State> then);

    /** Publishes facts: visible to callbacks and to the application's handshake session. */
    void learned(HandshakeFacts facts);

    /** The handshake is complete on our side. */
    void connected(Established connection);
}
