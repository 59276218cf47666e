package org.handfast.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what an unknown word was probably meant to be. */
final class Nearest {
    private Nearest() {}

    /** "Did you mean x?" where something is close, else the whole list. */
    static String fix(String word, Collection<String> known) {
        return of(word, known)
                .map(near -> "Did you mean " + near + "?")
                .orElseGet(() -> "Use one of: " + String.join(", ", known) + ".");
    }

    /** The closest known word, if it is close: at most a third of the letters differ. */
    static Optional<String> of(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.length() > 64) {
            return Optional.empty();
        }
        return known.stream()
                .min(Comparator.<String>comparingInt(k -> distance(lower, k.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(k -> distance(lower, k.toLowerCase(Locale.ROOT)) <= Math.max(2, k.length() / 3));
    }

    /** Edits from one word to the other. */
    private static int distance(String from, String to) {
        int[] last = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
            }
            last = row;
        }
        return last[to.length()];
    }
}
