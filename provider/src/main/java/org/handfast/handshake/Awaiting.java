package org.handfast.handshake;

import java.util.function.Function;

/**
 * The state that waits for slow or outside work, made by {@link Link#await}. Nothing is delivered to it: the
 * engine runs the work outside its locks and then goes on with {@link #resume}.
 *
 * @param <R> what the work gives
 * @param work runs once
 * @param then the rest of the step, in the handshake's own thread
 */
public record Awaiting<R>(Work<R> work, Function<R, State> then) implements State {
    /** The state after the work gave {@code result}. */
    public State resume(R result) {
        return then.apply(result);
    }
}
