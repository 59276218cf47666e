package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The map of contracts: complete, and every test it names exists. */
class ContractsMapTest {
    private static final Pattern ROW = Pattern.compile("\\| ([WJ]\\d+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern TEST = Pattern.compile("((?:\\w+\\.)?\\w+Test)#(\\w+)");
    private static final Pattern SERVER_TEST = Pattern.compile("it\\.(\\w+TestCase)#(\\w+)");
    private static final Set<String> OPEN = Set.of(
            "open: needs resumption",
            "open: limit of the container");

    @Test
    void everyRowIsHereAndNamesATestThatExists() throws Exception {
        Map<String, String> rows = rows();
        for (int i = 1; i <= 36; i++) {
            assertThat(rows).containsKey("W" + i);
        }
        for (int i = 1; i <= 97; i++) {
            assertThat(rows).containsKey("J" + i);
        }
        assertThat(rows).hasSize(36 + 97);
        for (Map.Entry<String, String> row : rows.entrySet()) {
            if (row.getValue().startsWith("open")) {
                assertThat(OPEN).as(row.getKey()).contains(row.getValue());
            } else {
                for (String test : row.getValue().split(", ")) {
                    assertThat(exists(test)).as("%s: %s", row.getKey(), test).isTrue();
                }
            }
        }
    }

    private static Map<String, String> rows() throws Exception {
        Path file = Path.of("CONTRACTS.md");
        String text = Files.readString(Files.exists(file) ? file : Path.of("provider").resolve(file));
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            assertThat(rows.put(row.group(1), row.group(3).strip())).as("twice: %s", row.group(1)).isNull();
        }
        return rows;
    }

    private static boolean exists(String reference) throws Exception {
        Matcher inServer = SERVER_TEST.matcher(reference);
        if (inServer.matches()) {
            return existsInServer(inServer.group(1), inServer.group(2));
        }
        Matcher test = TEST.matcher(reference);
        assertThat(test.matches()).as(reference).isTrue();
        String name = test.group(1).contains(".") ? test.group(1) : "jsse." + test.group(1);
        return Arrays.stream(Class.forName("org.handfast." + name).getDeclaredMethods())
                .filter(method -> method.getName().equals(test.group(2)))
                .anyMatch(ContractsMapTest::isTest);
    }

    /** Compiled later than this: its source is read. */
    private static boolean existsInServer(String name, String method) throws IOException {
        Path file = Path.of("arquillian-tests/src/test/java/org/handfast/it", name + ".java");
        Path source = Files.exists(file) ? file : Path.of("..").resolve(file);
        return Files.readString(source).contains("    @Test\n    void " + method + "(");
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
