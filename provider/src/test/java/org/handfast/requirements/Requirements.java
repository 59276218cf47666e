package org.handfast.requirements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of requirements in the test resources, one for each RFC. */
final class Requirements {
    /** Every RFC of the report, in the order of the report. */
    static final List<String> RFCS = List.of("9846", "8449", "5246", "7627", "5746", "7507", "8422");

    private Requirements() {
    }

    /** All rows, as they stand in the files. */
    static List<Requirement> all() throws IOException {
        return RFCS.stream().flatMap(rfc -> of(rfc).stream()).toList();
    }

    /** The rows of one RFC. */
    static List<Requirement> of(String rfc) {
        try {
            return Files.readAllLines(file(rfc)).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Requirement.parse(rfc, line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(String rfc) {
        return module().resolve("src/test/resources/requirements/rfc" + rfc + ".txt");
    }

    /** The folder of this module, wherever the tests were started. */
    static Path module() {
        return Files.exists(Path.of("SECURITY-RULES.md")) ? Path.of("") : Path.of("provider");
    }

    /** The reasons of the rows out of scope, with their numbers. */
    static Map<String, Integer> reasons(List<Requirement> rows) {
        Map<String, Integer> reasons = new TreeMap<>();
        rows.stream().filter(row -> !row.inScope()).forEach(row -> reasons.merge(row.reason(), 1, Integer::sum));
        return reasons;
    }
}
