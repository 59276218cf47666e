package org.handfast.jsse;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.engine.Outcome;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.TlsFailure;

/**
 * A {@link TlsEngine} behind JSSE's interface. Settings may change until the connection has consumed or produced its
 * first byte, also between {@code beginHandshake} and that byte. One thread may wrap while another unwraps.
 */
final class HandfastSslEngine extends ConfiguredEngine implements EarlyDataConnection {
    private final ConnectionSetup.Target peer;
    private final NullSession nullSession;
    private final Object starting = new Object();
    private boolean roleKnown;
    private boolean begun;
    private boolean closedUnbegun;
    private volatile boolean underWay;
    private volatile boolean carried;
    private volatile boolean lastReadEarly;
    private volatile TlsEngine connection;
    private volatile HandfastSession session;
    private volatile BiFunction<SSLEngine, List<String>, String> selector;

    /** @param peer as the caller named it */
    HandfastSslEngine(ContextTerms terms, ConnectionSetup.Target peer) {
        super(peer, new ConnectionSetup(terms, Role.SERVER));
        this.peer = peer;
        this.nullSession = new NullSession(peer.host(), peer.port());
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] srcs, int offset, int length, ByteBuffer dst) throws SSLException {
        EngineBuffers.requireSources(srcs, offset, length);
        EngineBuffers.requireTarget(dst);
        TlsEngine current = beginning(Role.CLIENT);
        if (current == null) {
            return unbegun();
        }
        try {
            int meant = carried || getUseClientMode() ? length : EngineStatus.meant(srcs, offset, length);
            Outcome outcome = current.send(srcs, offset, meant, dst);
            underWay |= outcome.produced() > 0;
            carried |= outcome.consumed() > 0;
            finished(outcome);
            return EngineStatus.wrapped(outcome, current);
        } catch (TlsFailure failure) {
            throw failed(failure, current);
        }
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer src, ByteBuffer[] dsts, int offset, int length) throws SSLException {
        EngineBuffers.requireSource(src);
        EngineBuffers.requireTargets(dsts, offset, length);
        TlsEngine current = beginning(Role.SERVER);
        if (current == null) {
            return unbegun();
        }
        try {
            Outcome outcome = current.receive(src, dsts, offset, length);
            underWay |= outcome.consumed() > 0;
            if (outcome.produced() > 0) {
                carried = true;
                lastReadEarly = outcome.earlyData();
            }
            finished(outcome);
            return EngineStatus.unwrapped(outcome, current);
        } catch (TlsFailure failure) {
            underWay = true;
            throw failed(failure, current);
        }
    }

    @Override
    public void beginHandshake() throws SSLException {
        synchronized (starting) {
            requireRole();
            if (closedUnbegun) {
                throw new SSLException("The engine is closed");
            }
            begun = true;
        }
        TlsEngine current = connection;
        if (current == null || !current.established()) {
            return;
        }
        if (current.outboundDone() || current.failure().isPresent()) {
            throw new SSLException("The connection is closed");
        }
        try {
            current.updateKeys(false); // RFC 9846 §4.7.3: all that is left of a new handshake in TLS 1.3
        } catch (UnsupportedOperationException e) {
            throw new SSLException("There is no renegotiation", e);
        }
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        TlsEngine current = connection;
        if (current != null) {
            return EngineStatus.between(current);
        }
        synchronized (starting) {
            if (!begun || closedUnbegun) {
                return HandshakeStatus.NOT_HANDSHAKING;
            }
            return setup.role() == Role.CLIENT ? HandshakeStatus.NEED_WRAP : HandshakeStatus.NEED_UNWRAP;
        }
    }

    @Override
    public Runnable getDelegatedTask() {
        TlsEngine current = connection;
        return current == null ? null : current.work();
    }

    @Override
    public void closeOutbound() {
        TlsEngine current = closeUnbegun();
        if (current != null) {
            current.closeOutbound();
        }
    }

    @Override
    public void closeInbound() throws SSLException {
        TlsEngine current = closeUnbegun();
        if (current == null) {
            return;
        }
        FailureTranslation.Stage stage = stage(current);
        Optional<TlsFailure> truncated = current.closeInbound();
        if (truncated.isPresent()) {
            throw FailureTranslation.of(truncated.get(), stage);
        }
    }

    @Override
    public boolean isInboundDone() {
        TlsEngine current = connection;
        return current == null ? isClosedUnbegun() : current.inboundDone();
    }

    @Override
    public boolean isOutboundDone() {
        TlsEngine current = connection;
        return current == null ? isClosedUnbegun() : current.outboundDone();
    }

    @Override
    public SSLSession getSession() {
        TlsEngine current = connection;
        return current != null && current.established() ? session : nullSession;
    }

    @Override
    public SSLSession getHandshakeSession() {
        TlsEngine current = connection;
        boolean known = current != null
                && current.handshaking()
                && current.facts().version().isPresent();
        return known ? session : null;
    }

    @Override
    public String getApplicationProtocol() {
        TlsEngine current = connection;
        return current != null && current.established() ? applicationProtocol(current.facts()) : null;
    }

    @Override
    public String getHandshakeApplicationProtocol() {
        TlsEngine current = connection;
        return current != null && current.handshaking() ? applicationProtocol(current.facts()) : null;
    }

    @Override
    public void setHandshakeApplicationProtocolSelector(BiFunction<SSLEngine, List<String>, String> chooser) {
        selector = chooser;
        settingsChanged();
    }

    @Override
    public BiFunction<SSLEngine, List<String>, String> getHandshakeApplicationProtocolSelector() {
        return selector;
    }

    @Override
    public void setUseClientMode(boolean mode) {
        Role wanted = mode ? Role.CLIENT : Role.SERVER;
        synchronized (starting) {
            if ((begun || connection != null) && wanted != setup.role()) {
                throw new IllegalArgumentException("The handshake has begun: the mode stays");
            }
            setup.role(wanted);
            roleKnown = true;
        }
    }

    @Override
    public boolean getUseClientMode() {
        synchronized (starting) {
            return setup.role() == Role.CLIENT;
        }
    }

    @Override
    public void offerEarlyData(byte[] data) {
        synchronized (starting) {
            if (setup.role() == Role.SERVER || begun || connection != null) {
                throw new IllegalStateException("Early data is offered by a client before the handshake begins");
            }
            setup.parameters().earlyData(data);
        }
    }

    @Override
    public Status earlyDataStatus() {
        return setup.earlyDataStatus(connection);
    }

    @Override
    public boolean isLastReadEarly() {
        return lastReadEarly;
    }

    @Override
    public String toString() {
        return "HandfastSslEngine[" + setup.role() + ", " + peer.text() + "]";
    }

    /** The connection, made if it is this side's turn to speak first; null: it is not, or all is closed. */
    private TlsEngine beginning(Role first) {
        TlsEngine current = connection;
        if (current != null) {
            return current;
        }
        synchronized (starting) {
            requireRole();
            begun |= !closedUnbegun;
            if (connection == null && !closedUnbegun && setup.role() == first) {
                Optional<Function<List<String>, String>> chooser =
                        Optional.ofNullable(selector).map(s -> names -> s.apply(this, names));
                TlsEngine made = setup.connect(peer, CallbackTarget.of(this), chooser);
                session = setup.session(made, peer);
                connection = made;
            }
            return connection;
        }
    }

    private SSLEngineResult unbegun() {
        return isClosedUnbegun()
                ? EngineStatus.idle(SSLEngineResult.Status.CLOSED, HandshakeStatus.NOT_HANDSHAKING)
                : EngineStatus.idle(SSLEngineResult.Status.OK, getHandshakeStatus());
    }

    /** Before its first byte a server's connection is made again with the new settings. */
    @Override
    void settingsChanged() {
        synchronized (starting) {
            if (!underWay && setup.role() == Role.SERVER) {
                connection = null;
                session = null;
            }
        }
    }

    private TlsEngine closeUnbegun() {
        synchronized (starting) {
            closedUnbegun |= connection == null;
            return connection;
        }
    }

    private boolean isClosedUnbegun() {
        synchronized (starting) {
            return closedUnbegun;
        }
    }

    private void finished(Outcome outcome) {
        if (outcome.handshakeFinished()) {
            session.established();
        }
    }

    private SSLException failed(TlsFailure failure, TlsEngine current) {
        invalidate();
        return FailureTranslation.of(failure, stage(current));
    }

    private void invalidate() {
        HandfastSession dead = session;
        if (dead != null) {
            dead.invalidate();
        }
    }

    private static FailureTranslation.Stage stage(TlsEngine current) {
        return current.established() ? FailureTranslation.Stage.DATA : FailureTranslation.Stage.HANDSHAKE;
    }

    private static String applicationProtocol(HandshakeFacts facts) {
        return facts.applicationProtocolDecided() ? facts.applicationProtocol().orElse("") : null;
    }

    private void requireRole() {
        if (!roleKnown) {
            throw new IllegalStateException("Client/Server mode has not yet been set.");
        }
    }
}
