package org.handfast.jsse;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes a socket under a write that does not return: a blocking socket has no timeout for writing, and a peer
 * that does not read must not hold {@code close()} for ever.
 */
final class CloseDeadline {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final ScheduledFuture<?> pending;

    /** Closes the socket after this time unless cancelled. */
    CloseDeadline(Socket socket, long millis) {
        pending = CLOCK.schedule(() -> close(socket), millis, TimeUnit.MILLISECONDS);
    }

    /** The write came back. */
    void cancel() {
        pending.cancel(false);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            return; // it is closed as far as it can be
        }
    }

    /** One daemon thread that ends itself when idle: nothing keeps a class loader alive. */
    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "handfast-close");
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(10, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
        return clock;
    }
}
