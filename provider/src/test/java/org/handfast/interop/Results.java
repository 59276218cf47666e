package org.handfast.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which values were met in cases that passed. */
final class Results {
    private final Map<String, Set<String>> met = new HashMap<>();

    /** A case has passed. */
    synchronized void passed(String role, InteropCase given) {
        Set<String> values = met.computeIfAbsent(role, r -> new HashSet<>());
        given.values().forEach((dimension, value) -> values.add(dimension.title() + " " + value));
    }

    /** Asserts of a role that was run: what the peer can was met, what it cannot was not. */
    synchronized void check(String role, Optional<Abilities> abilities) {
        if (!met.containsKey(role)) {
            return;
        }
        Set<String> expected = new HashSet<>();
        for (Dimension dimension : Dimension.values()) {
            abilities.orElseThrow().values(dimension).forEach(v -> expected.add(dimension.title() + " " + v));
        }
        assertThat(met.get(role)).as(role).containsExactlyInAnyOrderElementsOf(expected);
    }
}
