package org.handfast.engine;

import org.handfast.engine.Closure.Phase;

/** What a connection needs next, of all that can wait in it. Readable without a lock. */
final class Needs {
    private Needs() {}

    static Need now(Closure closure, Failing failure, Writing write, Steps steps) {
        WriteHalf half = write.half();
        if (failure.isFailed()) {
            return half.isPending() || failure.isUntold() ? Need.SEND : Need.NOTHING;
        }
        if (half.isDone() || closure.isOutboundClosing()) {
            return half.isPending() ? Need.SEND : Need.NOTHING;
        }
        if (steps.outstanding() != null) {
            return Need.WORK;
        }
        if (half.isPending() || closure.phase() == Phase.DUE || closure.isEstablished() && write.isWished()) {
            return Need.SEND;
        }
        return closure.isHandshaking() ? Need.RECEIVE : Need.NOTHING;
    }
}
