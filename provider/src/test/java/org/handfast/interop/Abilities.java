package org.handfast.interop;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a peer can do in one role; whatever it cannot has a reason. Immutable. */
final class Abilities {
    private final Map<Dimension, Map<String, String>> lacking;
    private final Map<String, Predicate<InteropCase>> never;

    private Abilities(Map<Dimension, Map<String, String>> lacking, Map<String, Predicate<InteropCase>> never) {
        this.lacking = lacking;
        this.never = never;
    }

    /** Every value of every dimension. */
    static Abilities all() {
        return new Abilities(Map.of(), Map.of());
    }

    /** The same without these values. */
    Abilities without(Dimension dimension, String reason, String... values) {
        Map<Dimension, Map<String, String>> more = new EnumMap<>(Dimension.class);
        more.putAll(lacking);
        Map<String, String> reasons = new LinkedHashMap<>(lacking.getOrDefault(dimension, Map.of()));
        for (String value : values) {
            if (!dimension.range().contains(value)) {
                throw new IllegalArgumentException(dimension + " has no " + value);
            }
            reasons.put(value, reason);
        }
        more.put(dimension, reasons);
        return new Abilities(more, never);
    }

    /** The same with only these values. */
    Abilities only(Dimension dimension, String reason, String... values) {
        List<String> others = new ArrayList<>(dimension.range());
        others.removeAll(List.of(values));
        return without(dimension, reason, others.toArray(String[]::new));
    }

    /** The same without these combinations, each value of which can be had otherwise. */
    Abilities never(String reason, Predicate<InteropCase> cases) {
        Map<String, Predicate<InteropCase>> more = new LinkedHashMap<>(never);
        more.put(reason, cases);
        return new Abilities(lacking, more);
    }

    boolean can(Dimension dimension, String value) {
        return !lacking.getOrDefault(dimension, Map.of()).containsKey(value);
    }

    boolean can(InteropCase connection) {
        return connection.isPossible()
                && connection.values().entrySet().stream().allMatch(e -> can(e.getKey(), e.getValue()))
                && never.values().stream().noneMatch(p -> p.test(connection));
    }

    /** Values the peer has, in the dimension's order. */
    List<String> values(Dimension dimension) {
        return dimension.range().stream().filter(v -> can(dimension, v)).toList();
    }

    /** Reason to the values it explains, in the dimension's order. */
    Map<String, List<String>> lacking(Dimension dimension) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        Map<String, String> own = lacking.getOrDefault(dimension, Map.of());
        for (String value : dimension.range()) {
            if (own.containsKey(value)) {
                reasons.computeIfAbsent(own.get(value), r -> new ArrayList<>()).add(value);
            }
        }
        return reasons;
    }

    /** Reasons of combinations left out. */
    List<String> combinations() {
        return List.copyOf(new HashSet<>(never.keySet())).stream().sorted().toList();
    }
}
