package org.handfast.it;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client that connects again and again, on a thread of its own, until closed. */
final class HandshakeLoop implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final List<Handshake> failed = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final int port;
    private final Thread thread;
    private volatile boolean closed;

    HandshakeLoop(int port) {
        this.port = port;
        this.thread = new Thread(this::connect, "handshake loop");
        thread.start();
    }

    private record Seen(long began, Handshake handshake) {}

    /** Waits for a handshake that fits; how long after this call the first such connection began. */
    Duration until(Predicate<Handshake> fits) throws InterruptedException {
        long asked = System.nanoTime();
        for (;;) {
            Seen next = seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null || next.began() - asked > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new AssertionError("No such handshake; last: " + next);
            }
            if (fits.test(next.handshake())) {
                return Duration.ofNanos(Math.max(0, next.began() - asked));
            }
        }
    }

    /** Handshakes that failed so far. */
    List<Handshake> failed() {
        return List.copyOf(failed);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
    }

    private void connect() {
        while (!closed) {
            long began = System.nanoTime();
            Handshake handshake = once();
            if (handshake.failed()) {
                failed.add(handshake);
            }
            seen.add(new Seen(began, handshake));
        }
    }

    private Handshake once() {
        try {
            return Handshake.with(port);
        } catch (Exception e) {
            return new Handshake(java.math.BigInteger.ZERO, "", e.toString());
        }
    }
}
