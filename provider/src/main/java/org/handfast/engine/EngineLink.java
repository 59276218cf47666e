package org.handfast.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.handfast.credential.HandshakeFacts;
import org.handfast.handshake.Awaiting;
import org.handfast.handshake.Established;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Work;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.DirectionSecret;
import org.handfast.schedule.Exporter;
import org.handfast.wire.Opaque;

/**
 * {@link Link} over the two halves. Called under the lock of the reading side; takes the writing side's for moments.
 */
final class EngineLink implements Link {
    private final ReadHalf read;
    private final Writing write;
    private final Connected connected;
    private final Consumer<Exporter> early;
    private final List<Runnable> wipes = new ArrayList<>();
    private final List<Runnable> releases = new ArrayList<>();
    private Opaque received = Opaque.EMPTY;
    private volatile HandshakeFacts facts = HandshakeFacts.NONE;

    /** @param early told that the application may go on before the handshake is complete, and what it exports from */
    EngineLink(ReadHalf read, Writing write, Connected connected, Consumer<Exporter> early) {
        this.read = read;
        this.write = write;
        this.connected = connected;
        this.early = early;
    }

    /** Told of the end of the handshake. */
    @FunctionalInterface
    interface Connected {
        void connected(Established connection);
    }

    /** The message about to be delivered. */
    void deliver(Opaque message) {
        received = message;
    }

    /** What is known so far; from any thread. */
    HandshakeFacts facts() {
        return facts;
    }

    @Override
    public Opaque received() {
        return received;
    }

    @Override
    public void send(Flight flight) {
        Opaque bytes = flight.bytes();
        write.change(half -> half.handshake(bytes));
    }

    @Override
    public void changeCipherSpec() {
        write.change(WriteHalf::changeCipherSpec);
    }

    @Override
    public void readWith(DirectionSecret secret) {
        read.readWith(secret);
    }

    @Override
    public void writeWith(DirectionSecret secret) {
        write.change(half -> half.writeWith(secret));
    }

    @Override
    public void versionChosen(ProtocolVersion version) {
        read.versionChosen(version);
    }

    @Override
    public void limitRecords(int sending, int receiving) {
        write.change(half -> half.limit(sending));
        read.limit(receiving);
    }

    @Override
    public void flightEnds() {
        read.requireAligned();
    }

    @Override
    public void onFailure(Runnable wipe) {
        wipes.add(wipe);
    }

    @Override
    public void onFatalAlert(Runnable release) {
        releases.add(release);
    }

    /** The connection has failed by an alert: nothing brings it back. */
    void release() {
        releases.forEach(Runnable::run);
        releases.clear();
    }

    /** The handshake has failed: nothing secret stays. */
    void wipe() {
        wipes.forEach(Runnable::run);
        wipes.clear();
    }

    @Override
    public void updateReadKeys() {
        read.updateKeys();
        write.answered();
    }

    @Override
    public void answerKeyUpdate() {
        write.wish(KeyUpdateWish.OURS);
    }

    @Override
    public void skipEarlyData() {
        read.skipEarlyData();
    }

    @Override
    public void sendEarlyData(long most) {
        write.change(half -> write.early(most));
    }

    @Override
    public void writeInTheClear() {
        write.change(WriteHalf::writeInTheClear);
    }

    @Override
    public void takeEarlyData(long most, Exporter exporter) {
        read.takeEarlyData(most);
        early.accept(exporter);
    }

    @Override
    public <R> State await(Work<R> work, Function<R, State> then) {
        return new Awaiting<>(work, then);
    }

    @Override
    public void learned(HandshakeFacts known) {
        facts = known;
    }

    @Override
    public void connected(Established connection) {
        facts = connection.facts();
        wipes.clear();
        connected.connected(connection);
    }
}
