package org.handfast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map of security rules: complete, every test it names exists, and each rule has a test that carries its name. */
class SecurityRulesMapTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]-\\d+) \\| [^|]+ \\| ([^|]+) \\| ([^|]*)\\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Map<String, Integer> NUMBERED = Map.of("S", 10, "N", 9, "K", 9);

    @Test
    void everyRuleIsHereAndNamesATestThatCarriesItsName() throws IOException {
        Map<String, String> sources = sources();
        Map<String, String> rows = rows();
        assertThat(rows.keySet()).containsAll(NUMBERED.entrySet().stream()
                .flatMap(rule -> IntStream.rangeClosed(1, rule.getValue()).mapToObj(i -> rule.getKey() + "-" + i))
                .toList());
        rows.forEach((rule, tests) -> {
            List<String> named = TEST.matcher(tests).results().map(result -> result.group(1)).toList();
            assertThat(sources.keySet()).as(rule).containsAll(named);
            if (NUMBERED.containsKey(rule.substring(0, 1))) {
                assertThat(named).as("a test with @DisplayName(\"%s: ...\")", rule)
                        .anyMatch(test -> sources.get(test).contains("@DisplayName(\"" + rule + ": "));
            }
        });
    }

    @Test
    void everyNameOfARuleIsInItsRow() throws IOException {
        Map<String, String> rows = rows();
        sources().forEach((test, source) -> {
            Matcher carried = Pattern.compile("@DisplayName\\(\"([A-Z]-\\d+): ").matcher(source);
            while (carried.find()) {
                assertThat(rows.get(carried.group(1))).as(carried.group(1)).contains("`" + test + "`");
            }
        });
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(module().resolve("SECURITY-RULES.md")));
        while (row.find()) {
            assertThat(rows.put(row.group(1), row.group(2))).as("twice: %s", row.group(1)).isNull();
            assertThat(NUMBERED.containsKey(row.group(1).substring(0, 1)) && !row.group(3).isBlank())
                    .as("%s is open", row.group(1)).isFalse();
        }
        return rows;
    }

    /** Of all modules: a rule may be held beside the provider. */
    private static Map<String, String> sources() throws IOException {
        Path project = module().getParent();
        try (Stream<Path> files = Files.walk(project, 20)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), SecurityRulesMapTest::read,
                            (one, other) -> one + other));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path module() {
        return Path.of(Files.exists(Path.of("SECURITY-RULES.md")) ? "." : "provider").toAbsolutePath().normalize();
    }
}
