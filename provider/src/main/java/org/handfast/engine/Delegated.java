package org.handfast.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.Awaiting;
import org.handfast.handshake.State;

/**
 * One piece of slow or outside work, as the application runs it: without a lock, on any thread, once. The handshake
 * goes on in the same call, so that the engine's need is right when {@link #run} returns. Never throws.
 */
final class Delegated<R> implements Runnable {
    private final Awaiting<R> waiting;
    private final Completion completion;
    private final AtomicBoolean handedOut = new AtomicBoolean();
    private final AtomicBoolean started = new AtomicBoolean();

    Delegated(Awaiting<R> waiting, Completion completion) {
        this.waiting = waiting;
        this.completion = completion;
    }

    /** Who goes on. */
    interface Completion {
        /** The work succeeded: {@code next} gives the state after it. False where nobody waits for it any more. */
        boolean resume(Delegated<?> work, Supplier<State> next);

        /** The work failed. */
        void fail(Delegated<?> work, TlsFailure failure);
    }

    /** True for the first caller. */
    boolean handOut() {
        return handedOut.compareAndSet(false, true);
    }

    @Override
    public void run() {
        if (!started.compareAndSet(false, true)) {
            return;
        }
        R result;
        try {
            result = waiting.work().run();
        } catch (TlsFailure failure) {
            completion.fail(this, failure);
            return;
        } catch (RuntimeException | Error unexpected) {
            // an executor that swallows it would leave the handshake waiting for ever
            completion.fail(this, Reason.INTERNAL_ERROR.causedBy(unexpected, "in", "delegated work"));
            return;
        }
        if (!completion.resume(this, () -> waiting.resume(result))) {
            wipe(result);
        }
    }

    /** What came too late may be a secret. */
    private static void wipe(Object result) {
        if (result instanceof AutoCloseable secret) {
            try {
                secret.close();
            } catch (Exception ignored) {
                // the secrets of ours throw nothing
            }
        }
    }
}
