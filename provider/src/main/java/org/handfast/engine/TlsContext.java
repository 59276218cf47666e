package org.handfast.engine;

import java.util.function.LongSupplier;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Randomness;
import org.handfast.policy.Policy;

/**
 * An immutable snapshot that many connections share. A changed policy is a new context; running connections
 * keep theirs. Lists are narrowed here once: what the policy names and the catalog lacks is a CONFIGURATION
 * failure, never dropped in silence.
 *
 * @param policy what is allowed
 * @param catalog the primitives in force
 * @param randomness for hellos and ephemeral keys
 * @param nanoTime monotonic clock in nanoseconds
 * @param observer told how handshakes end
 */
public record TlsContext(
        Policy policy, Catalog catalog, Randomness randomness, LongSupplier nanoTime, TlsObserver observer) {}
