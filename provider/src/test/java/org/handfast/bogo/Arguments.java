package org.handfast.bogo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The command line of one run: the flags of its first connection and of those that resume. */
final class Arguments {
    private static final String FIRST = "-on-initial-";
    private static final String LATER = "-on-resume-";
    private static final String SHIM = "-on-shim-";

    /** Of connections and programs that this shim never has. */
    private static final List<String> OTHERS = List.of("-on-retry-", "-on-handshaker-");

    private final Settings first = new Settings();
    private final Settings later = new Settings();
    private final List<String> missing = new ArrayList<>();

    private Arguments() {}

    /**
     * Reads the command line.
     *
     * @throws Unimplemented for a flag that we do not know; the flag that matters most is named
     */
    static Arguments parse(List<String> words) {
        Arguments arguments = new Arguments();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String flag = plain(word);
            String value = FlagTable.takesValue(flag) ? words.get(++i) : "";
            arguments.take(word, flag, value);
        }
        arguments.missing.stream().min(Comparator.comparingInt(FlagTable::rank)).ifPresent(flag -> {
            throw new Unimplemented(flag);
        });
        return arguments;
    }

    /** Flags of the first connection. */
    Settings first() {
        return first;
    }

    /** Flags of each connection that resumes. */
    Settings later() {
        return later;
    }

    /** How many connections resume. */
    int resumptions() {
        return first.number("-resume-count").orElse(0);
    }

    private void take(String word, String flag, String value) {
        if (!FlagTable.isKnown(flag)) {
            missing.add(flag);
            return;
        }
        if (OTHERS.stream().anyMatch(word::startsWith)) {
            return;
        }
        if (!word.startsWith(LATER)) {
            first.add(flag, value);
        }
        if (!word.startsWith(FIRST)) {
            later.add(flag, value);
        }
    }

    /** The flag without the part that says to which connections it applies. */
    private static String plain(String word) {
        List<String> prefixes = new ArrayList<>(OTHERS);
        prefixes.addAll(List.of(FIRST, LATER, SHIM));
        for (String prefix : prefixes) {
            if (word.startsWith(prefix)) {
                return "-" + word.substring(prefix.length());
            }
        }
        return word;
    }
}
