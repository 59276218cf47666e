package org.handfast.bogo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The command line of one run: flags for the first connection, and whether any asks for what we do not have. */
final class Arguments {
    private static final List<String> FIRST = List.of("-on-initial-", "-on-shim-");
    private static final List<String> LATER = List.of("-on-resume-", "-on-retry-", "-on-handshaker-");

    private final Settings settings = new Settings();
    private final List<String> missing = new ArrayList<>();

    private Arguments() {}

    /**
     * Reads the command line.
     *
     * @throws Unimplemented for a flag that we do not know; the flag that matters most is named
     */
    static Settings parse(List<String> words) {
        Arguments arguments = new Arguments();
        for (int i = 0; i < words.size(); i++) {
            String flag = plain(words.get(i));
            String value = FlagTable.takesValue(flag) ? words.get(++i) : "";
            arguments.take(flag, value, isLater(words.get(FlagTable.takesValue(flag) ? i - 1 : i)));
        }
        arguments.missing.stream().min(Comparator.comparingInt(FlagTable::rank)).ifPresent(flag -> {
            throw new Unimplemented(flag);
        });
        return arguments.settings;
    }

    private void take(String flag, String value, boolean later) {
        if (!FlagTable.isKnown(flag) || flag.equals("-resume-count") && !value.equals("0")) {
            missing.add(flag);
        } else if (!later) {
            settings.add(flag, value);
        }
    }

    private static boolean isLater(String word) {
        return LATER.stream().anyMatch(word::startsWith);
    }

    /** The flag without the part that says to which connections it applies. */
    private static String plain(String word) {
        for (List<String> prefixes : List.of(FIRST, LATER)) {
            for (String prefix : prefixes) {
                if (word.startsWith(prefix)) {
                    return "-" + word.substring(prefix.length());
                }
            }
        }
        return word;
    }
}
