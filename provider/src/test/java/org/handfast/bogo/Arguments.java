package org.handfast.bogo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The command line of one run: the flags of its first connection and of those that resume. */
final class Arguments {
    private static final String FIRST = "-on-initial-";
    private static final String LATER = "-on-resume-";
    private static final String RETRY = "-on-retry-";
    private static final String SHIM = "-on-shim-";

    /** Of a program that this shim never has. */
    private static final String HANDSHAKER = "-on-handshaker-";

    private final Settings first = new Settings();
    private final Settings later = new Settings();
    private final Settings retried = new Settings();
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

    /** Flags of a connection that resumes, once its early data is refused. */
    Settings retried() {
        return retried;
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
        if (word.startsWith(HANDSHAKER)) {
            return;
        }
        boolean all = Stream.of(FIRST, LATER, RETRY).noneMatch(word::startsWith);
        if (all || word.startsWith(FIRST)) {
            first.add(flag, value);
        }
        if (all || word.startsWith(LATER)) {
            later.add(flag, value);
        }
        if (all || word.startsWith(RETRY)) {
            retried.add(flag, value);
        }
    }

    /** The flag without the part that says to which connections it applies. */
    private static String plain(String word) {
        for (String prefix : List.of(FIRST, LATER, RETRY, SHIM, HANDSHAKER)) {
            if (word.startsWith(prefix)) {
                return "-" + word.substring(prefix.length());
            }
        }
        return word;
    }
}
