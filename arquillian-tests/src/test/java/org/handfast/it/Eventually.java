package org.handfast.it;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Asks again until it is so. What is asked takes its time, so there is nothing to wait for in between. */
final class Eventually {
    private static final long SECONDS = 30;

    private Eventually() {}

    static void holds(String what, Callable<Boolean> question) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!question.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Not within " + SECONDS + " s: " + what);
            }
        }
    }
}
