package org.handfast.bogo;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.handfast.engine.Need;
import org.handfast.engine.Outcome;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.TlsFailure;

/** An engine on a socket to the runner. */
final class Connection implements Closeable {
    /** The runner gives up after 15 s: whoever waits longer waits for nobody. */
    private static final int PATIENCE_MILLIS = 30_000;

    private static final ByteBuffer[] NOTHING = {};

    private final TlsEngine engine;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final int step;
    private final ByteBuffer received = ByteBuffer.allocate(2 * (5 + 65535)).flip();
    private final ByteBuffer toSend = ByteBuffer.allocate(TlsEngine.PACKET_SIZE);
    private final ByteBuffer opened = ByteBuffer.allocate(TlsEngine.APPLICATION_SIZE).flip();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean holding;
    private boolean releasing;
    private boolean broken;
    private boolean early;
    private Runnable confirmed = () -> { };

    /** @param step most bytes handed to the engine at once */
    private Connection(TlsEngine engine, Socket socket, int step) throws IOException {
        this.engine = engine;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.step = step;
    }

    /** Connects to the runner and says which shim this is. */
    static Connection open(Settings settings, TlsEngine engine) throws IOException {
        byte[] address = new byte[settings.has("-ipv6") ? 16 : 4];
        address[address.length - 1] = 1;
        if (address.length == 4) {
            address[0] = 127;
        }
        Socket socket = new Socket(
                InetAddress.getByAddress(address), settings.number("-port").orElseThrow());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        Connection connection = new Connection(engine, socket, settings.has("-async") ? 1 : Integer.MAX_VALUE);
        long id = Long.parseUnsignedLong(settings.text("-shim-id").orElse("0"));
        connection.out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(id).array());
        return connection;
    }

    /** Runs the handshake to its end, or as far as a client needs it to send early data. */
    void handshake() throws IOException {
        engine.begin();
        settle();
        early = engine.earlyDataRoom() > 0;
        if (!early) {
            complete();
        }
    }

    /** Whether what is written now is early data. */
    boolean isEarly() {
        return early;
    }

    /** @param action run once the handshake is complete behind early data */
    void whenConfirmed(Runnable action) {
        confirmed = action;
    }

    /** A client has nothing early to send any more: the handshake goes on to its end. */
    private void confirm() throws IOException {
        if (early) {
            early = false;
            releasing = true;
            complete();
            confirmed.run();
        }
    }

    private void complete() throws IOException {
        while (!engine.established()) {
            receive(ByteBuffer.allocate(0));
            settle();
        }
    }

    /** Writes all of it. */
    void write(byte[] data) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(data);
        while (early && source.hasRemaining()) {
            if (engine.earlyDataRoom() > 0) {
                sendEarly(source);
            } else {
                confirm();
            }
        }
        if (early) {
            return;
        }
        do {
            send(source);
        } while (source.hasRemaining());
    }

    /** Makes the record but lets only its first byte leave. */
    void writeFirstByte(byte[] data) throws IOException {
        holding = true;
        ByteBuffer source = ByteBuffer.wrap(data);
        while (early && source.hasRemaining()) {
            sendEarly(source);
        }
        if (!early) {
            send(source);
        }
        out.write(held.toByteArray(), 0, 1);
    }

    /** Lets go what was kept since {@link #writeFirstByte}. */
    void release() throws IOException {
        if (holding) {
            holding = false;
            out.write(held.toByteArray(), 1, held.size() - 1);
        }
    }

    /** Between 1 and {@code most} bytes; none at the end. */
    byte[] read(int most) throws IOException {
        confirm();
        while (!opened.hasRemaining()) {
            // who only reads does not write: an answer to KeyUpdate leaves with the next data
            work();
            opened.clear();
            boolean ended = engine.inboundDone() || receive(opened) == Outcome.Status.CLOSED;
            opened.flip();
            if (ended) {
                break;
            }
        }
        byte[] bytes = new byte[Math.min(most, opened.remaining())];
        opened.get(bytes);
        return bytes;
    }

    /** Sends what is pending, an alert included, and closes our direction. */
    void end() throws IOException {
        engine.closeOutbound();
        for (int tries = 0; engine.need() == Need.SEND && tries < 100; tries++) {
            try {
                send();
            } catch (TlsFailure known) {
                // the failure we are ending for; its alert comes with the next call
                continue;
            }
        }
    }

    /** Half closes, drains, closes: a reset would eat our alert. */
    @Override
    public void close() throws IOException {
        try {
            socket.shutdownOutput();
            while (in.read(new byte[4096]) >= 0) {
                continue;
            }
        } catch (IOException gone) {
            broken = true;
        }
        socket.close();
    }

    private void settle() throws IOException {
        for (;;) {
            Need need = engine.need();
            if (need == Need.SEND) {
                send();
            } else if (need == Need.WORK) {
                work();
            } else {
                return;
            }
        }
    }

    private void work() {
        for (Runnable work = engine.work(); work != null; work = engine.work()) {
            work.run();
        }
    }

    private void send(ByteBuffer... sources) throws IOException {
        toSend.clear();
        engine.send(sources.length == 0 ? NOTHING : sources, 0, sources.length, toSend);
        deliver();
    }

    private void sendEarly(ByteBuffer source) throws IOException {
        toSend.clear();
        engine.sendEarly(new ByteBuffer[] {source}, 0, 1, toSend);
        deliver();
    }

    private void deliver() throws IOException {
        if (releasing && toSend.position() > 0) {
            release();
        }
        if (holding) {
            held.write(toSend.array(), 0, toSend.position());
            return;
        }
        if (broken) {
            return;
        }
        try {
            out.write(toSend.array(), 0, toSend.position());
        } catch (IOException gone) {
            // the peer's alert may still be there to be read
            broken = true;
        }
    }

    private Outcome.Status receive(ByteBuffer target) throws IOException {
        Outcome outcome = engine.receive(received, new ByteBuffer[] {target}, 0, 1);
        if (outcome.status() == Outcome.Status.UNDERFLOW && !fill()) {
            engine.closeInbound().ifPresent(truncated -> {
                throw truncated;
            });
            engine.failure().ifPresent(failed -> {
                throw failed;
            });
            return Outcome.Status.CLOSED;
        }
        return outcome.status();
    }

    private boolean fill() throws IOException {
        received.compact();
        try {
            int length = in.read(received.array(), received.position(), Math.min(step, received.remaining()));
            if (length > 0) {
                received.position(received.position() + length);
            }
            return length > 0;
        } finally {
            received.flip();
        }
    }
}
