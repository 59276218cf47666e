package org.handfast.handshake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.handfast.credential.HandshakeFacts;
import org.handfast.crypto.Secret;
import org.handfast.iana.HandshakeType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.DirectionSecret;
import org.handfast.schedule.Exporter;
import org.handfast.schedule.TrafficSecret;
import org.handfast.schedule.WriteKeys12;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;

/** A side of a handshake without records: messages in, messages out, each with the keys it went under. */
final class LoopLink implements Link {
    /** A message on its way, with the secret it is protected by; empty text: none. */
    record Sent(Opaque message, String secret) {
        /** The change_cipher_spec of TLS 1.2, which is no handshake message. */
        boolean isChangeCipherSpec() {
            return message.length() == 0;
        }
    }

    final Deque<Sent> out = new ArrayDeque<>();
    final List<String> events = new ArrayList<>();
    final List<State> states = new ArrayList<>();
    final List<HandshakeFacts> facts = new ArrayList<>();
    final List<Runnable> wipes = new ArrayList<>();
    final List<Runnable> releases = new ArrayList<>();
    State state;
    Established established;
    boolean deferWork;
    Awaiting<?> waiting;
    String reading = "";
    String writing = "";
    private Opaque received = Opaque.EMPTY;
    /** Whether a change_cipher_spec is a step of the handshake. */
    private boolean step;

    void enter(State next) {
        state = next;
        states.add(next);
    }

    /** Takes what the other side sent, checking that both use the same keys. */
    void deliver(Sent sent) {
        if (!sent.secret.equals(reading)) {
            throw new AssertionError("keys differ at " + sent.message.at(0) + " after " + events);
        }
        deliver(sent.message);
    }

    /** A message, or what stands for change_cipher_spec. */
    void deliver(Opaque whole) {
        if (whole.length() == 0) {
            enter(state.onChangeCipherSpec(this));
            return;
        }
        received = whole;
        enter(Dispatch.deliver(whole, state, this));
        while (waiting != null && !deferWork) {
            resume();
        }
    }

    void resume() {
        Awaiting<?> now = waiting;
        waiting = null;
        enter(run(now));
    }

    private static <R> State run(Awaiting<R> awaiting) {
        return awaiting.resume(awaiting.work().run());
    }

    @Override
    public Opaque received() {
        return received;
    }

    @Override
    public void send(Flight flight) {
        Opaque bytes = flight.bytes();
        Reader in = Reader.of(bytes, "flight");
        int at = 0;
        while (in.hasMore()) {
            int type = in.u8("type");
            int length = 4 + in.opaque24("body").length();
            out.add(new Sent(bytes.slice(at, length), writing));
            events.add("send " + HandshakeType.of(type));
            at += length;
        }
    }

    @Override
    public void changeCipherSpec() {
        events.add("change_cipher_spec");
        if (step) {
            out.add(new Sent(Opaque.EMPTY, writing));
        }
    }

    @Override
    public void readWith(DirectionSecret secret) {
        reading = name(secret);
        events.add("readWith");
    }

    @Override
    public void writeWith(DirectionSecret secret) {
        writing = name(secret);
        events.add("writeWith");
    }

    @Override
    public void versionChosen(ProtocolVersion version) {
        step = version.equals(ProtocolVersion.TLS12);
    }

    @Override
    public void limitRecords(int sending, int receiving) {
        events.add("limitRecords " + sending + " " + receiving);
    }

    @Override
    public void flightEnds() {
        // messages come one by one here
    }

    @Override
    public void onFailure(Runnable wipe) {
        wipes.add(wipe);
    }

    @Override
    public void onFatalAlert(Runnable release) {
        releases.add(release);
    }

    @Override
    public void updateReadKeys() {
        events.add("updateReadKeys");
    }

    @Override
    public void answerKeyUpdate() {
        events.add("answerKeyUpdate");
    }

    @Override
    public void skipEarlyData() {
        events.add("skipEarlyData");
    }

    @Override
    public void sendEarlyData(long most) {
        if (most > 0) {
            events.add("sendEarlyData " + most);
        }
    }

    @Override
    public void writeInTheClear() {
        writing = "";
        events.add("writeInTheClear");
    }

    @Override
    public void takeEarlyData(long most, Exporter exporter) {
        events.add("takeEarlyData " + most);
    }

    @Override
    public <R> State await(Work<R> work, Function<R, State> then) {
        waiting = new Awaiting<>(work, then);
        return waiting;
    }

    @Override
    public void learned(HandshakeFacts more) {
        facts.add(more);
    }

    @Override
    public void connected(Established connection) {
        established = connection;
        events.add("connected");
    }

    private static String name(DirectionSecret secret) {
        return secret instanceof TrafficSecret traffic
                ? traffic.suite().suite() + " " + hex(traffic.forKeyLog())
                : hex(((WriteKeys12) secret).fixedIv());
    }

    /** The secret alone, in hexadecimal, of what {@link #reading}, {@link #writing} and a message are called. */
    static String secret(String name) {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    private static String hex(Secret secret) {
        return HexFormat.of().formatHex(secret.bytes());
    }
}
