package org.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import javax.net.ssl.HandshakeCompletedEvent;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ProtocolVersion;

/**
 * A TLS socket over a plain one. The handshake runs at the first read, write, {@link #startHandshake} or
 * {@link #getSession}, on the thread that needs it. Thread-safe: one thread may read while another writes and a
 * third closes.
 */
final class HandfastSslSocket extends ConfiguredSocket implements EarlyDataConnection {
    private final boolean autoClose;
    private final InputStream consumed;
    private final List<HandshakeCompletedListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock starting = new ReentrantLock();
    private ConnectionSetup.Target peer;
    private BiFunction<SSLSocket, List<String>, String> protocolSelector;
    private TlsEngine engine;
    private volatile HandfastSession session;
    private volatile SSLSession noSession;
    private volatile SocketPump pump;
    private volatile boolean closedUnused;

    /** Not connected. */
    HandfastSslSocket(ConnectionSetup setup) {
        this(setup, new Socket(), null, true, new ConnectionSetup.Target(null, -1));
    }

    /**
     * Over a connected carrier.
     *
     * @param consumed bytes already read from the carrier; null: none
     * @param autoClose whether closing this closes the carrier
     * @param peer as the caller named it
     */
    HandfastSslSocket(
            ConnectionSetup setup,
            Socket carrier,
            InputStream consumed,
            boolean autoClose,
            ConnectionSetup.Target peer) {
        super(carrier, setup);
        this.consumed = consumed;
        this.autoClose = autoClose;
        this.peer = peer;
        this.noSession = new NullSession(peer.host(), peer.port());
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        connect(address, 0);
    }

    /** Connects; the handshake waits until it is needed. The name in the address is the host to check. */
    @Override
    public void connect(SocketAddress address, int timeoutMillis) throws IOException {
        carrier().connect(address, timeoutMillis);
        if (address instanceof InetSocketAddress internet) {
            // getHostString never looks up a name.
            peer = new ConnectionSetup.Target(internet.getHostString(), internet.getPort());
            noSession = new NullSession(peer.host(), peer.port());
        }
    }

    /**
     * Completes the handshake. There is never a second one: what a server asks of its client when the first is over
     * cannot be had any more, and in TLS 1.2, where applications count on it, that is said.
     *
     * @throws SSLException for a server of TLS 1.2 that now needs a client certificate and has none
     */
    @Override
    public void startHandshake() throws IOException {
        pump().handshake();
        HandshakeFacts facts = engine.facts();
        if (getNeedClientAuth() && !getUseClientMode() && facts.peerChain().isEmpty()
                && facts.version().equals(Optional.of(ProtocolVersion.TLS12))) {
            throw new SSLException("There is no renegotiation: client certificates are asked for in the handshake");
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        checkUsable();
        if (isInputShutdown()) {
            throw new SocketException("Socket input is shut down");
        }
        return new SocketInput(this);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        checkUsable();
        if (isOutputShutdown()) {
            throw new SocketException("Socket output is shut down");
        }
        return new SocketOutput(this);
    }

    /** Completes the handshake if it can; the null session if it cannot. */
    @Override
    public SSLSession getSession() {
        try {
            pump().handshake();
            return session;
        } catch (IOException e) {
            HandfastSession established = session;
            return established != null && engine.established() ? established : noSession;
        }
    }

    @Override
    public SSLSession getHandshakeSession() {
        HandfastSession current = session;
        return current != null && engine.handshaking() ? current : null;
    }

    @Override
    public void close() throws IOException {
        SocketPump running;
        starting.lock();
        try {
            running = pump;
            closedUnused = running == null;
        } finally {
            starting.unlock();
        }
        if (running != null) {
            running.close();
        } else if (autoClose) {
            carrier().close();
        }
    }

    @Override
    public boolean isClosed() {
        SocketPump running = pump;
        return closedUnused || (running != null && running.isClosed()) || carrier().isClosed();
    }

    @Override
    public void shutdownOutput() throws IOException {
        pump().shutdownOutput();
    }

    @Override
    public void shutdownInput() throws IOException {
        pump().shutdownInput();
    }

    @Override
    public boolean isOutputShutdown() {
        SocketPump running = pump;
        return running != null && running.outputDone();
    }

    @Override
    public boolean isInputShutdown() {
        SocketPump running = pump;
        return running != null && running.inputDone();
    }

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {
        if (listener == null) {
            throw new IllegalArgumentException("listener is null");
        }
        listeners.add(listener);
    }

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {
        if (!listeners.remove(listener)) {
            throw new IllegalArgumentException("listener is not registered");
        }
    }

    @Override
    public void setUseClientMode(boolean client) {
        Role role = client ? Role.CLIENT : Role.SERVER;
        starting.lock();
        try {
            if (pump != null && role != setup.role()) {
                throw new IllegalArgumentException("Cannot change mode after the handshake has begun");
            }
            setup.role(role);
        } finally {
            starting.unlock();
        }
    }

    @Override
    public boolean getUseClientMode() {
        return setup.role() == Role.CLIENT;
    }

    @Override
    public String getApplicationProtocol() {
        return session != null && engine.established() ? applicationProtocol() : null;
    }

    @Override
    public String getHandshakeApplicationProtocol() {
        return session != null && engine.handshaking() ? applicationProtocol() : null;
    }

    @Override
    public void setHandshakeApplicationProtocolSelector(BiFunction<SSLSocket, List<String>, String> selector) {
        protocolSelector = selector;
    }

    @Override
    public BiFunction<SSLSocket, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return protocolSelector;
    }

    @Override
    public void offerEarlyData(byte[] data) {
        starting.lock();
        try {
            if (setup.role() == Role.SERVER || pump != null) {
                throw new IllegalStateException("Early data is offered by a client before the handshake begins");
            }
            setup.parameters().earlyData(data);
        } finally {
            starting.unlock();
        }
    }

    @Override
    public Status earlyDataStatus() {
        return setup.earlyDataStatus(pump == null ? null : engine);
    }

    @Override
    public boolean isLastReadEarly() {
        SocketPump running = pump;
        return running != null && running.isLastReadEarly();
    }

    /** Addresses and state, without waiting for anything. */
    @Override
    public String toString() {
        String state = isClosed() ? "closed" : pump == null ? "no handshake yet" : "in use";
        return "HandfastSslSocket[" + state + ", " + carrier() + "]";
    }

    /** Decrypted bytes at hand. */
    int availableBytes() throws IOException {
        SocketPump running = pump;
        if (isClosed()) {
            throw new SocketException("Socket is closed");
        }
        return running == null ? 0 : running.available();
    }

    /** The running connection; made at the first call, with the settings of that moment. */
    SocketPump pump() throws IOException {
        SocketPump running = pump;
        if (running != null) {
            return running;
        }
        starting.lock();
        try {
            if (pump == null) {
                checkUsable();
                pump = start();
            }
            return pump;
        } finally {
            starting.unlock();
        }
    }

    private SocketPump start() throws IOException {
        try {
            SocketTransport transport = new SocketTransport(carrier(), consumed, autoClose, setup.buffers());
            engine = setup.connect(
                    peer,
                    CallbackTarget.of(this),
                    Optional.ofNullable(protocolSelector).map(chooser -> offered -> chooser.apply(this, offered)));
            session = setup.session(engine, peer);
            return new SocketPump(engine, setup.role(), transport, this::completed, this::translate);
        } catch (TlsFailure e) {
            closedUnused = true;
            if (autoClose) {
                carrier().close();
            }
            throw translate(e);
        }
    }

    /** Null: not decided; empty: none. */
    private String applicationProtocol() {
        HandshakeFacts facts = engine.facts();
        return facts.applicationProtocolDecided() ? facts.applicationProtocol().orElse("") : null;
    }

    private IOException translate(TlsFailure failure) {
        boolean established = engine != null && engine.established();
        return FailureTranslation.of(
                failure, established ? FailureTranslation.Stage.DATA : FailureTranslation.Stage.HANDSHAKE);
    }

    private void completed() {
        session.established();
        if (listeners.isEmpty()) {
            return;
        }
        HandshakeCompletedEvent event = new HandshakeCompletedEvent(this, session);
        List<HandshakeCompletedListener> told = List.copyOf(listeners);
        // On a thread of its own: a listener may read, write or close.
        Thread notice = new Thread(
                () -> told.forEach(listener -> listener.handshakeCompleted(event)), "HandshakeCompletedNotify-Thread");
        notice.setDaemon(true);
        notice.start();
    }

    private void checkUsable() throws SocketException {
        if (isClosed()) {
            throw new SocketException("Socket is closed");
        }
        if (!carrier().isConnected()) {
            throw new SocketException("Socket is not connected");
        }
    }
}
