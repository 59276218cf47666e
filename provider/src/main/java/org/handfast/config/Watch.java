package org.handfast.config;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks at files four times a second and makes a pass when they have changed and come to rest: content that is
 * still being written is not looked at. Polling, because file events are late, lost or absent on network and
 * container file systems. Thread-safe.
 */
final class Watch implements AutoCloseable {
    private static final long TICK_MILLIS = 250;

    /** Ticks after a pass in which contents are compared too: times of files are coarse. */
    private static final int CAREFUL_TICKS = 8;

    /** Every so many ticks contents are compared in any case. */
    private static final int REGULAR_TICKS = 40;

    private final Path file;
    private final Environment environment;
    private final Target target;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private volatile boolean started;
    private boolean closed;
    private Map<Path, ReadFiles.Stamp> seen = Map.of();
    private Map<Path, ReadFiles.Stamp> moving = Map.of();
    private Optional<Instant> next = Optional.empty();
    private long ticks;
    private long lastPass;

    Watch(Path file, Environment environment, Target target) {
        this.file = file;
        this.environment = environment;
        this.target = target;
    }

    /** Who is told of passes. */
    interface Target {
        /** A pass to put into force; one call at a time. */
        void accept(Pass pass);

        /** Whether these terms serve already. */
        boolean inForce(ProfileTerms terms);
    }

    /** Makes the first pass and begins to watch; later calls cost one read of a field. */
    void start() {
        if (started) {
            return;
        }
        lock.lock();
        try {
            if (!started && !closed) {
                pass();
                started = true; // only now: whoever sees it finds the first pass in force
                Thread thread = new Thread(this::run, "handfast-profiles");
                thread.setDaemon(true);
                thread.setContextClassLoader(null);
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Makes a pass now; needs no thread. */
    void now() {
        lock.lock();
        try {
            pass();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** One look; package-private so that tests can tick. */
    void tick() {
        lock.lock();
        try {
            ticks++;
            Map<Path, ReadFiles.Stamp> now = look();
            if (now.equals(seen)) {
                moving = Map.of();
                if (next.filter(time -> !environment.clock().instant().isBefore(time)).isPresent()) {
                    pass();
                }
            } else if (now.equals(moving)) {
                pass();
            } else {
                moving = now;
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
                if (!closed) {
                    tick();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** A pass over files that change meanwhile counts for nothing: the next tick sees them again. */
    private void pass() {
        Pass pass = Pass.over(file, environment, target::inForce);
        boolean first = seen.isEmpty();
        if (!first && !pass.stillCurrent()) {
            return;
        }
        seen = pass.stamps();
        next = pass.next();
        moving = Map.of();
        lastPass = ticks;
        target.accept(pass);
    }

    /** What the files are now; contents are read only when it may be needed. */
    private Map<Path, ReadFiles.Stamp> look() {
        boolean careful = ticks - lastPass <= CAREFUL_TICKS || ticks % REGULAR_TICKS == 0;
        ReadFiles files = new ReadFiles(environment.sha256());
        Map<Path, ReadFiles.Stamp> now = new TreeMap<>();
        for (Map.Entry<Path, ReadFiles.Stamp> entry : seen.entrySet()) {
            boolean same = entry.getValue().sameAttributes(ReadFiles.attributesNow(entry.getKey()));
            now.put(entry.getKey(), same && !careful ? entry.getValue() : files.now(entry.getKey()));
        }
        return now;
    }
}
