package org.handfast.interop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chooses cases. The same every time. */
final class Cover {
    private static final int TRIED = 300;
    private static final long SEED = 17;
    /** More than any dimension has values. */
    private static final int WIDTH = 16;

    private final List<InteropCase> product;

    /** @param abilities what the peer can do */
    Cover(Abilities abilities) {
        Map<Dimension, String> nothing = new EnumMap<>(Dimension.class);
        Stream<Map<Dimension, String>> partial = Stream.of(nothing);
        for (Dimension dimension : Dimension.values()) {
            partial = partial.flatMap(p -> abilities.values(dimension).stream().map(v -> with(p, dimension, v)));
        }
        product = partial.map(InteropCase::new).filter(abilities::can).toList();
    }

    private static Map<Dimension, String> with(Map<Dimension, String> given, Dimension dimension, String value) {
        Map<Dimension, String> more = new EnumMap<>(given);
        more.put(dimension, value);
        return more;
    }

    /** Few cases in which each possible pair of values is met. */
    List<InteropCase> pairwise() {
        return cover(2);
    }

    /** Fewer cases in which each possible value is met. */
    List<InteropCase> eachOnce() {
        return cover(1);
    }

    /** More cases, in which each possible triple of values is met. */
    List<InteropCase> triplewise() {
        return cover(3);
    }

    /** Takes the best of some candidates until nothing is left to be met. */
    private List<InteropCase> cover(int values) {
        List<InteropCase> candidates = new ArrayList<>(product);
        Collections.shuffle(candidates, new Random(SEED));
        BitSet open = new BitSet();
        candidates.forEach(c -> parts(c, values).forEach(open::set));
        List<InteropCase> chosen = new ArrayList<>();
        int start = 0;
        while (!open.isEmpty()) {
            int best = -1;
            long most = 0;
            for (int tried = 0, at = start; tried < TRIED || most == 0; tried++, at = (at + 1) % candidates.size()) {
                long gain = parts(candidates.get(at), values).filter(open::get).count();
                if (gain > most) {
                    most = gain;
                    best = at;
                }
            }
            chosen.add(candidates.get(best));
            parts(candidates.get(best), values).forEach(open::clear);
            start = (start + TRIED) % candidates.size();
        }
        return chosen;
    }

    /** Numbers of all combinations of so many values in a case. */
    private static IntStream parts(InteropCase given, int values) {
        IntStream parts = IntStream.of(0);
        int[] ids = new int[Dimension.values().length];
        for (Dimension dimension : Dimension.values()) {
            ids[dimension.ordinal()] =
                    1 + dimension.ordinal() * WIDTH + dimension.range().indexOf(given.get(dimension));
        }
        int all = 1 + WIDTH * ids.length;
        for (int i = 0; i < values; i++) {
            parts = parts.flatMap(part -> {
                int first = part == 0 ? 0 : 1 + (part % all - 1) / WIDTH;
                return IntStream.range(first, ids.length).map(next -> part * all + ids[next]);
            });
        }
        return parts;
    }
}
