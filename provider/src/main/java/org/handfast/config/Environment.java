package org.handfast.config;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.jca.PlatformRandomness;
import org.handfast.crypto.selection.CatalogSelection;
import org.handfast.iana.CipherSuite;
import org.handfast.observe.Observed;

/**
 * What profiles are built from besides their file. Immutable.
 *
 * @param catalog primitives
 * @param randomness for engines and new keys
 * @param nanoTime monotonic clock
 * @param clock wall clock, for validity
 * @param variables environment variables by name
 * @param observed counters and failures
 * @param selfCheck tries a snapshot before it takes effect
 */
record Environment(
        Catalog catalog,
        Randomness randomness,
        LongSupplier nanoTime,
        Clock clock,
        Function<String, Optional<String>> variables,
        Observed observed,
        SelfCheck selfCheck) {
    /** The real one, with counters of its own. */
    static Environment standard() {
        return new Environment(
                CatalogSelection.standard().catalog(),
                PlatformRandomness.create(),
                System::nanoTime,
                Clock.systemUTC(),
                name -> Optional.ofNullable(System.getenv(name)),
                new Observed(),
                new EngineSelfCheck());
    }

    /** SHA-256. */
    Hash sha256() {
        return catalog.suite13(CipherSuite.TLS_AES_128_GCM_SHA256).orElseThrow().hash();
    }
}
