package org.handfast.config;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.handfast.session.ClusterTicketKeys;

/** A daemon thread that makes and turns shared rings in time, so that no handshake waits on the net. Thread-safe. */
final class RingTending implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("org.handfast.session");
    private static final long EACH = 1_000;
    private static final long AFTER_FAILURES = 30_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean open = true;
    private boolean asked;
    private long pause = EACH;

    void start() {
        Thread thread = new Thread(this::run, "handfast-cluster");
        thread.setDaemon(true);
        thread.start();
    }

    /** Looks now. */
    void hurry() {
        lock.lock();
        try {
            asked = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (waited()) {
            boolean all = true;
            for (ClusterTicketKeys keys : TicketKeyRings.shared()) {
                all &= tend(keys);
            }
            pause = all ? EACH : Math.min(2 * pause, AFTER_FAILURES);
        }
    }

    private static boolean tend(ClusterTicketKeys keys) {
        try {
            return keys.tend();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Shared ticket keys could not be turned", e);
            return false;
        }
    }

    /** Whether to go on. */
    private boolean waited() {
        lock.lock();
        try {
            if (open && !asked) {
                woken.await(pause, TimeUnit.MILLISECONDS);
            }
            asked = false;
            return open;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
