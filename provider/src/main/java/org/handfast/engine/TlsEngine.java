package org.handfast.engine;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.Terms;
import org.handfast.handshake.start.Start;

/**
 * One TLS connection without I/O: bytes in, bytes out. One thread may call {@link #receive} while another
 * calls {@link #send}. The first failure is remembered: its alert stays ready for {@link #send}, every later
 * {@link #receive} throws the same failure.
 */
public interface TlsEngine {
    /** Largest record this engine writes, in bytes, header included. */
    int PACKET_SIZE = 5 + 16384 + 256;

    /** Largest payload of one record in bytes. */
    int APPLICATION_SIZE = 16384;

    /** A connection that has not begun. */
    static TlsEngine create(TlsContext context, EngineOptions options) {
        Terms terms = options.terms(context);
        return new ConnectionEngine(context, options, link -> options.role() == Role.CLIENT
                ? Start.client(terms, link) : Start.server(terms));
    }

    /** Begins the handshake if it has not begun: a client then needs SEND, a server RECEIVE. */
    void begin();

    /**
     * Takes at most one record from {@code source}; application bytes go to the targets in order. While work
     * is outstanding, or handshake bytes of ours must leave first, nothing is consumed. The source's bytes are never
     * changed. Decryption goes straight into the first target with room if that is a heap buffer with a byte (and any
     * padding) to spare: bytes behind its position may then be zeroed. Source and targets may share an array.
     *
     * @throws TlsFailure once per connection and again at every later call
     */
    Outcome receive(ByteBuffer source, ByteBuffer[] targets, int offset, int length);

    /**
     * Writes at most one record: pending handshake bytes and alerts first, otherwise application bytes
     * gathered from the sources. OVERFLOW when {@code target} lacks room for that record; room for
     * {@link #PACKET_SIZE} always suffices. With sources that are all empty one empty record is written, with
     * {@code length} 0 none. Status is CLOSED with the record that is our last (close_notify or a fatal alert) and at
     * every later call. A failure of delegated work that nobody has seen yet is thrown here too.
     *
     * @throws TlsFailure see above
     */
    Outcome send(ByteBuffer[] sources, int offset, int length, ByteBuffer target);

    /**
     * Client: as {@link #send}, but also writes early data (0-RTT) while {@link #earlyDataRoom()} allows: at most that
     * many bytes in all. Early data can be replayed by anyone on the way (RFC 9846 §8): only what may be done twice
     * belongs there. Whether the server took it is {@link HandshakeFacts#earlyData()} once the handshake is complete;
     * if not, nobody has read it and it is to be sent again.
     *
     * @throws TlsFailure see {@link #send}
     */
    Outcome sendEarly(ByteBuffer[] sources, int offset, int length, ByteBuffer target);

    /** Client: bytes of early data that may be sent now; 0 where none may, or no more. */
    long earlyDataRoom();

    /** What is needed next. */
    Need need();

    /** The next piece of work, each handed out once, or null. Running it never throws. */
    Runnable work();

    /** Ends our direction: close_notify is made ready. Idempotent, legal in every state. */
    void closeOutbound();

    /**
     * Says that no more bytes will come.
     *
     * @return the TRUNCATED failure if the peer's close_notify is missing, once
     */
    Optional<TlsFailure> closeInbound();

    /** Whether nothing more will be received. */
    boolean inboundDone();

    /** Whether nothing more will be sent and all that was pending is out. */
    boolean outboundDone();

    /** Facts of the handshake, growing while it runs. Thread-safe. */
    HandshakeFacts facts();

    /** Whether the handshake has begun and not yet finished or failed. */
    boolean handshaking();

    /** Whether the handshake completed (for this side: FINISHED was reported). */
    boolean established();

    /** The failure that ended the connection, ours or the peer's alert. */
    Optional<TlsFailure> failure();

    /**
     * Exported keying material (RFC 9846 §7.5).
     *
     * @param context may be null: treated as empty in TLS 1.3
     * @throws IllegalStateException before the handshake completed
     */
    byte[] export(String label, byte[] context, int length);

    /**
     * Asks for a KeyUpdate with our next record; {@code requestPeer} asks the peer to follow.
     *
     * @throws IllegalStateException before the handshake completed
     * @throws UnsupportedOperationException in TLS 1.2, which has none and in which nothing is renegotiated
     */
    void updateKeys(boolean requestPeer);
}
