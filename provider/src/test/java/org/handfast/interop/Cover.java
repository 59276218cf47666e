package org.handfast.interop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
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

    /** Every possible combination. */
    List<InteropCase> product() {
        return product;
    }

    /** Few cases in which each possible pair of values is met. */
    List<InteropCase> pairwise() {
        return cover(Cover::pairs);
    }

    /** Fewer cases in which each possible value is met. */
    List<InteropCase> eachOnce() {
        return cover(Cover::singles);
    }

    /** Takes the best of some candidates until nothing is left to be met. */
    private List<InteropCase> cover(Function<InteropCase, BitSet> parts) {
        List<InteropCase> candidates = new ArrayList<>(product);
        Collections.shuffle(candidates, new Random(SEED));
        List<BitSet> met = candidates.stream().map(parts).toList();
        BitSet open = new BitSet();
        met.forEach(open::or);
        List<InteropCase> chosen = new ArrayList<>();
        int start = 0;
        while (!open.isEmpty()) {
            int best = -1;
            int most = 0;
            for (int tried = 0, at = start; tried < TRIED || most == 0; tried++, at = (at + 1) % met.size()) {
                int gain = common(met.get(at), open);
                if (gain > most) {
                    most = gain;
                    best = at;
                }
            }
            chosen.add(candidates.get(best));
            open.andNot(met.get(best));
            start = (start + TRIED) % met.size();
        }
        return chosen;
    }

    private static int common(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both.cardinality();
    }

    private static BitSet singles(InteropCase given) {
        BitSet ids = new BitSet();
        for (Dimension dimension : Dimension.values()) {
            ids.set(id(given, dimension));
        }
        return ids;
    }

    private static BitSet pairs(InteropCase given) {
        int all = WIDTH * Dimension.values().length;
        BitSet ids = new BitSet();
        for (Dimension one : Dimension.values()) {
            for (Dimension two : Dimension.values()) {
                if (one.compareTo(two) < 0) {
                    ids.set(id(given, one) * all + id(given, two));
                }
            }
        }
        return ids;
    }

    private static int id(InteropCase given, Dimension dimension) {
        return dimension.ordinal() * WIDTH + dimension.range().indexOf(given.get(dimension));
    }
}
