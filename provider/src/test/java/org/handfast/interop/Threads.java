package org.handfast.interop;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that end with the JVM. */
final class Threads {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "interop");
        thread.setDaemon(true);
        return thread;
    });

    private Threads() {}

    static <T> Future<T> start(Callable<T> task) {
        return THREADS.submit(task);
    }

    /** The result; its exception if it failed. */
    static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get(Tool.LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not in time", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
