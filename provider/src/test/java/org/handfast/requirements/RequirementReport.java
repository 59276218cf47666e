package org.handfast.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes {@code REQUIREMENTS.md} from the files of requirements. {@code main} replaces it. */
final class RequirementReport {
    private static final String HEAD = """
            # Requirements of the RFCs, and what holds each of them

            Made from `src/test/resources/requirements` by `RequirementReport`; `RequirementsTest` compares them. There
            each MUST, MUST NOT, SHALL, SHALL NOT and REQUIRED in the text of an RFC is one row: section, ordinal in
            the section, keyword, eight hex digits of SHA-256 of the sentence (letters and digits only, references left
            out), scope, what it asks for in our words, the code that sees to it, the tests that show it. Two keywords
            in one sentence are two rows. Whoever has the texts can compare: run the test with
            `-Drequirements.texts=<folder>` holding `rfc9846.md` and `rfc5246.txt` and so on.

            "Out" means that the sentence does not bind this implementation, with the reason. A "hole" is a requirement
            in scope that is not met, or that no test shows.

            """;

    private RequirementReport() {
    }

    public static void main(String[] arguments) throws IOException {
        Files.writeString(file(), render());
    }

    static Path file() {
        return Requirements.module().resolve("REQUIREMENTS.md");
    }

    static String render() {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("| RFC | rows | out | in | with check and test | holes |\n|---|---|---|---|---|---|\n");
        int[] sums = new int[5];
        for (String rfc : Requirements.RFCS) {
            int[] counts = counts(Requirements.of(rfc));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += counts[i];
            }
            line(text, rfc, counts);
        }
        line(text, "all", sums);
        for (String rfc : Requirements.RFCS) {
            section(text, rfc, Requirements.of(rfc));
        }
        return text.toString();
    }

    private static int[] counts(List<Requirement> rows) {
        int in = (int) rows.stream().filter(Requirement::inScope).count();
        int holes = (int) rows.stream().filter(Requirement::isHole).count();
        return new int[] {rows.size(), rows.size() - in, in, in - holes, holes};
    }

    private static void line(StringBuilder text, String name, int[] counts) {
        text.append("| ").append(name);
        for (int count : counts) {
            text.append(" | ").append(count);
        }
        text.append(" |\n");
    }

    private static void section(StringBuilder text, String rfc, List<Requirement> rows) {
        text.append("\n## RFC ").append(rfc).append("\n\nOut:\n\n");
        for (Map.Entry<String, Integer> reason : Requirements.reasons(rows).entrySet()) {
            text.append("- ").append(reason.getKey()).append(": ").append(reason.getValue()).append('\n');
        }
        List<Requirement> holes = rows.stream().filter(Requirement::isHole).toList();
        text.append(holes.isEmpty() ? "\nHoles: none.\n" : "\nHoles:\n\n");
        for (Requirement hole : holes) {
            text.append("- §").append(hole.place().section()).append(" no. ").append(hole.place().ordinal())
                    .append(" (").append(hole.words()).append("): ").append(hole.hole()).append('\n');
        }
    }
}
