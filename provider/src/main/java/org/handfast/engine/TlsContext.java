package org.handfast.engine;

import java.util.Objects;
import java.util.function.LongSupplier;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Randomness;
import org.handfast.handshake.Allowed;
import org.handfast.policy.Policy;
import org.handfast.record.ScratchPool;

/**
 * An immutable snapshot that many connections share. A changed policy is a new context; running connections keep
 * theirs. Lists are narrowed here once: what the policy names and the catalog lacks is a CONFIGURATION failure, never
 * dropped in silence. Thread-safe.
 */
public final class TlsContext {
    private final Policy policy;
    private final Catalog catalog;
    private final Randomness randomness;
    private final LongSupplier nanoTime;
    private final TlsObserver observer;
    private final EngineLimits limits;
    private final Allowed allowed;
    private final ScratchPool scratch = new ScratchPool();

    /**
     * With the default limits.
     *
     * @param policy what is allowed
     * @param catalog the primitives in force
     * @param randomness for hellos and ephemeral keys
     * @param nanoTime monotonic clock in nanoseconds
     * @param observer told how handshakes end
     * @throws org.handfast.failure.TlsFailure ALGORITHM_UNAVAILABLE, NOTHING_ENABLED
     */
    public TlsContext(
            Policy policy, Catalog catalog, Randomness randomness, LongSupplier nanoTime, TlsObserver observer) {
        this(policy, catalog, randomness, nanoTime, observer, EngineLimits.DEFAULT);
    }

    /** As above, with limits of one's own. */
    public TlsContext(Policy policy, Catalog catalog, Randomness randomness, LongSupplier nanoTime,
            TlsObserver observer, EngineLimits limits) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.catalog = Objects.requireNonNull(catalog, "catalog");
        this.randomness = Objects.requireNonNull(randomness, "randomness");
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
        this.observer = Objects.requireNonNull(observer, "observer");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.allowed = Allowed.of(policy, catalog);
    }

    /** What is allowed. */
    public Policy policy() {
        return policy;
    }

    /** The primitives in force. */
    public Catalog catalog() {
        return catalog;
    }

    /** For hellos and ephemeral keys. */
    public Randomness randomness() {
        return randomness;
    }

    /** Monotonic clock in nanoseconds. */
    public LongSupplier nanoTime() {
        return nanoTime;
    }

    /** Told how handshakes end. */
    public TlsObserver observer() {
        return observer;
    }

    /** What a peer may do. */
    public EngineLimits limits() {
        return limits;
    }

    /** The policy bound to its primitives. */
    Allowed allowed() {
        return allowed;
    }

    /** Arrays that connections borrow for the length of a call. */
    ScratchPool scratch() {
        return scratch;
    }
}
