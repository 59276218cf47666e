package org.handfast.engine;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.engine.Closure.Phase;
import org.handfast.engine.Outcome.Status;
import org.handfast.engine.VersionRules.AlertMeaning;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.Established;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.record.RecordLimits;
import org.handfast.record.RecordLimits.Sender;
import org.handfast.schedule.Exporter;

/**
 * {@link TlsEngine} over two halves and a state. The states run under the reading side's lock, which is taken before
 * the writing side's; need, facts and closure are readable without a lock.
 */
final class ConnectionEngine implements TlsEngine, Delegated.Completion {
    private final TlsContext context;
    private final EngineOptions options;
    private final Function<Link, State> start;
    private final Closure closure = new Closure();
    private final ReentrantLock reading = new ReentrantLock();
    private final ReadHalf read;
    private final Writing write;
    private final EngineLink link;
    private final Report report;
    private final Failing failure;
    private final ExportedKeys exported = new ExportedKeys();
    private final Steps steps;
    private volatile Deadline deadline;

    /** @param start gives the first state and may send */
    ConnectionEngine(TlsContext context, EngineOptions options, Function<Link, State> start) {
        this.context = context;
        this.options = options;
        this.start = start;
        RecordLimits limits = context.limits().records();
        boolean client = options.role() == Role.CLIENT;
        this.read = new ReadHalf(limits, client ? Sender.SERVER : Sender.CLIENT, context.scratch());
        this.write = new Writing(new WriteHalf(limits, context.scratch(), options.sizing(),
                context.policy().rules().padding(), client ? 1 : 3));
        this.link = new EngineLink(read, write, this::connected, this::proceed);
        this.steps = new Steps(read, link, this);
        this.report = new Report(context.observer(), options);
        this.failure = new Failing(write, report);
    }

    @Override
    public void begin() {
        reading.lock();
        try {
            if (!closure.move(Phase.IDLE, Phase.HANDSHAKE)) {
                return;
            }
            deadline = new Deadline(context.nanoTime(), context.limits());
            if (options.role() == Role.CLIENT) {
                read.helloSeen();
            }
            guarded(() -> steps.settle(start.apply(link)));
        } finally {
            reading.unlock();
        }
        afterwards();
    }

    @Override
    public Outcome receive(ByteBuffer source, ByteBuffer[] targets, int offset, int length) {
        Buffers.requireWritable(targets, offset, length);
        begin();
        reading.lock();
        try {
            int before = source.position();
            Status status = receiveOne(source, targets, offset, length);
            return read.outcome(status, source.position() - before, takeFinished());
        } finally {
            reading.unlock();
            afterwards();
        }
    }

    @Override
    public Outcome send(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        return send(this::sendOne, sources, offset, length, target);
    }

    @Override
    public Outcome sendEarly(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        return send(this::earlyOne, sources, offset, length, target);
    }

    @Override
    public long earlyDataRoom() {
        return closure.isHandshaking() && !failure.isFailed() ? write.early() : 0;
    }

    private Outcome send(Writing.Step step, ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        Buffers.requirePresent(sources, offset, length);
        Buffers.requireWritable(target);
        begin();
        try {
            return write.counted(step, sources, offset, length, target, this::takeFinished);
        } finally {
            afterwards();
        }
    }

    @Override
    public Need need() {
        return Needs.now(closure, failure, write, steps);
    }

    @Override
    public Runnable work() {
        Delegated<?> work = steps.outstanding();
        return work != null && work.handOut() ? work : null;
    }

    @Override
    public void closeOutbound() {
        reading.lock();
        try {
            if (closure.isOutboundClosing()) {
                return;
            }
            closure.closeOutbound();
            if (failure.isFailed()) {
                return;
            }
            if (closure.isConnected()) {
                write.change(WriteHalf::finish);
                return;
            }
            boolean begun = closure.isBegun();
            if (begun) {
                report.failed(Reason.CLOSED_DURING_HANDSHAKE.with("by", "us"));
            }
            // first: the alert leaves under keys that are wiped next
            write.change(begun ? half -> half.abort(Alert.CLOSE_NOTIFY) : WriteHalf::discard);
            abandon();
        } finally {
            reading.unlock();
            afterwards();
        }
    }

    @Override
    public Optional<TlsFailure> closeInbound() {
        reading.lock();
        try {
            if (closure.isInboundClosed() || failure.isFailed() || !closure.isBegun()) {
                closure.closeInbound();
                return Optional.empty();
            }
            TlsFailure truncated = Reason.TRUNCATED.with("missing", "close_notify");
            fail(truncated);
            failure.tell();
            return Optional.of(truncated);
        } finally {
            reading.unlock();
            afterwards();
        }
    }

    @Override
    public boolean inboundDone() {
        return closure.isInboundClosed() || failure.isTold();
    }

    @Override
    public boolean outboundDone() {
        return write.half().isDone();
    }

    @Override
    public HandshakeFacts facts() {
        return link.facts();
    }

    @Override
    public boolean handshaking() {
        return closure.isHandshaking() && !failure.isFailed();
    }

    @Override
    public boolean established() {
        return closure.isEstablished();
    }

    @Override
    public Optional<TlsFailure> failure() {
        return Optional.ofNullable(failure.cause());
    }

    @Override
    public byte[] export(String label, byte[] context, int length) {
        return exported.export(label, context, length);
    }

    @Override
    public void updateKeys(boolean requestPeer) {
        if (!closure.isConnected()) {
            throw new IllegalStateException("no handshake has completed");
        }
        if (!read.rules().isKeyUpdateKnown()) {
            throw new UnsupportedOperationException("TLS 1.2 has no KeyUpdate");
        }
        write.wish(requestPeer ? KeyUpdateWish.BOTH : KeyUpdateWish.OURS);
    }

    @Override
    public boolean resume(Delegated<?> work, Supplier<State> next) {
        reading.lock();
        try {
            boolean awaited = steps.outstanding() == work && !failure.isFailed();
            if (awaited) {
                guarded(() -> steps.settle(next.get()));
            }
            return awaited;
        } finally {
            reading.unlock();
            afterwards();
        }
    }

    @Override
    public void fail(Delegated<?> work, TlsFailure cause) {
        reading.lock();
        try {
            if (steps.outstanding() == work) {
                fail(cause);
            }
        } finally {
            reading.unlock();
            afterwards();
        }
    }

    private Status receiveOne(ByteBuffer source, ByteBuffer[] targets, int offset, int length) {
        if (closure.isInboundClosed() && !failure.isFailed()) {
            return Status.CLOSED;
        }
        failure.check();
        boolean ourTurn = closure.isHandshaking() && write.half().isPending();
        if (steps.outstanding() != null || ourTurn || closure.phase() == Phase.DUE) {
            return Status.DONE;
        }
        Status status = Status.DONE;
        try {
            closure.check(deadline);
            status = record(read.read(source, targets, offset, length));
        } catch (RuntimeException | StackOverflowError cause) {
            fail(cause);
        }
        failure.check();
        return status;
    }

    private Status record(ReadHalf.Kind kind) {
        if (kind == ReadHalf.Kind.HANDSHAKE) {
            deadline.heard();
            steps.drain();
        } else if (kind == ReadHalf.Kind.CHANGE_CIPHER_SPEC) {
            steps.changeCipherSpec();
        }
        Status status = switch (kind) {
            case UNDERFLOW -> Status.UNDERFLOW;
            case OVERFLOW -> Status.OVERFLOW;
            case ALERT -> alert(read.alert());
            default -> Status.DONE;
        };
        if (status == Status.DONE && read.isUpdateDue()) {
            // RFC 9846 §5.5: the peer is asked in time; closed outbound, the hard stop remains
            write.wish(KeyUpdateWish.BOTH);
        }
        return status;
    }

    /** An alert ends something or nothing; it never changes which message is expected next. */
    private Status alert(Alert alert) {
        VersionRules rules = read.rules();
        AlertMeaning meaning = rules.meaning(alert);
        if (meaning == AlertMeaning.FAILURE) {
            failure.byPeer(Reason.PEER_ALERT.with("alert", alert.description(), "level", alert.level()));
            abandon();
            return Status.CLOSED;
        }
        if (meaning == AlertMeaning.NOTHING) {
            return Status.DONE;
        }
        if (!closure.isConnected() || closure.isUnconfirmed()) {
            throw Reason.CLOSED_DURING_HANDSHAKE.with("by", "peer");
        }
        closure.peerNotified();
        read.close();
        if (rules.isClosureAnswered() && !closure.isOutboundClosing()) {
            closure.closeOutbound();
            write.change(WriteHalf::finish);
        }
        return Status.CLOSED;
    }

    /** Whoever sends the last Finished reports the end when that is out: at once where nothing waits to leave. */
    private void connected(Established connection) {
        exported.from(connection.exporter());
        read.connected();
        report.finished();
        closure.confirm();
        finishing();
    }

    /** Early data is taken: for the application the handshake is over when our flight is out. */
    private void proceed(Exporter exporter) {
        exported.from(exporter);
        closure.proceed();
        finishing();
    }

    private void finishing() {
        closure.move(Phase.HANDSHAKE, Phase.FINISHING);
        write.change(half -> half.mark(() -> closure.move(Phase.FINISHING, Phase.DUE)));
    }

    private boolean takeFinished() {
        return closure.phase() == Phase.DUE && !failure.isFailed() && closure.move(Phase.DUE, Phase.ESTABLISHED);
    }

    private Status earlyOne(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        boolean may = earlyDataRoom() > 0 && !write.half().isPending();
        return may ? write.earlyData(sources, offset, length, target) : sendOne(sources, offset, 0, target);
    }

    private Status sendOne(ByteBuffer[] sources, int offset, int length, ByteBuffer target) {
        failure.checkUntold();
        WriteHalf half = write.half();
        if (half.isDone()) {
            return Status.CLOSED;
        }
        boolean ending = failure.isFailed() || closure.isOutboundClosing();
        if (steps.outstanding() != null && !ending) {
            return Status.DONE;
        }
        try {
            if (!ending) {
                closure.check(deadline);
            }
            return half.isPending() ? write.flush(target)
                    : closure.isEstablished() ? write.data(sources, offset, length, target) : Status.DONE;
        } catch (RuntimeException e) {
            failure.whileWriting(Failing.of(e, "send"));
            failure.check();
            throw e;
        }
    }

    /** Runs a step of the reading side; whatever goes wrong becomes the connection's failure. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | StackOverflowError cause) {
            fail(cause);
        }
    }

    private void fail(Throwable cause) {
        failure.with(Failing.of(cause, steps.place()));
        abandon();
    }

    /** Under the reading lock: nothing will be received, no message expected. */
    private void abandon() {
        closure.abandon();
        closure.closeInbound();
        steps.abandon();
        if (failure.isAlert()) {
            link.release();
        }
    }

    /** Without locks: a failed writer gives up reading; observers hear of it; what has ended exports nothing. */
    private void afterwards() {
        if (failure.isFailed() && !closure.isInboundClosed()) {
            reading.lock();
            abandon();
            reading.unlock();
        }
        report.tell(link.facts(), deadline);
        if (outboundDone() && inboundDone()) {
            exported.close();
        }
    }
}
