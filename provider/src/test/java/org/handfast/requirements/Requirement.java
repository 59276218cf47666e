package org.handfast.requirements;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One occurrence of a keyword in an RFC and what became of it here.
 *
 * @param place RFC, section and ordinal of the keyword in its section
 * @param keyword MUST, MUST NOT, SHALL, SHALL NOT or REQUIRED
 * @param digest first eight hex digits of SHA-256 of the sentence as {@link RfcText} normalises it
 * @param scope {@code in}, or {@code out: reason}
 * @param words what it asks for, in our words
 * @param checks the code that sees to it: {@code Class} or {@code Class#method}
 * @param tests what shows it: {@code TestClass#method}, {@code bogo:Name}, or {@code hole: why}
 */
record Requirement(Place place, String keyword, String digest, String scope, String words, List<String> checks,
        List<String> tests) {
    private static final Pattern BAR = Pattern.compile(" \\| ");
    private static final String OUT = "out: ";
    private static final String HOLE = "hole: ";

    /** Where the keyword stands. */
    record Place(String rfc, String section, int ordinal) {
        @Override
        public String toString() {
            return "RFC " + rfc + " §" + section + " no. " + ordinal;
        }
    }

    /** The row of a file of requirements; throws where it has no eight columns. */
    static Requirement parse(String rfc, String line) {
        String[] columns = BAR.split(line, -1);
        if (columns.length != 8) {
            throw new IllegalArgumentException("eight columns, not " + columns.length + ": " + line);
        }
        return new Requirement(new Place(rfc, columns[0], Integer.parseInt(columns[1])), columns[2], columns[3],
                columns[4], columns[5], list(columns[6]), list(columns[7]));
    }

    boolean inScope() {
        return scope.equals("in");
    }

    boolean hasReason() {
        return scope.startsWith(OUT) && scope.length() > OUT.length() + 5;
    }

    /** Why it does not bind us; only of rows out of scope. */
    String reason() {
        return scope.substring(OUT.length());
    }

    boolean isHole() {
        return inScope() && tests.stream().anyMatch(test -> test.startsWith(HOLE));
    }

    /** Why nothing shows it; only of holes. */
    String hole() {
        return tests.stream().filter(test -> test.startsWith(HOLE)).findFirst().orElseThrow()
                .substring(HOLE.length());
    }

    private static List<String> list(String column) {
        if (column.equals("-")) {
            return List.of();
        }
        return column.startsWith(HOLE) ? List.of(column) : Arrays.asList(column.split(", "));
    }
}
