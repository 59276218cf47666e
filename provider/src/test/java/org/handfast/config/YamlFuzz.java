package org.handfast.config;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The text of a profile file: definitions and problems come out, nothing else. Reads no other file. */
class YamlFuzz {
    @FuzzTest(maxDuration = "1m")
    void profileFile(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        Problems problems = new Problems(Path.of("handfast.yaml"));
        List<YamlNode> documents = YamlReader.read(text, problems);
        ProfileReader.Result result = new ProfileReader(problems).read(documents);
        if (result.definitions().isEmpty() && problems.list().isEmpty()) {
            throw new AssertionError("nothing came out");
        }
        for (ProfileDefinition definition : result.definitions()) {
            if (!result.names().contains(definition.name())) {
                throw new AssertionError("a profile without a name: " + definition.name());
            }
        }
        problems.list().forEach(YamlFuzz::look);
    }

    private static void look(ConfigProblem problem) {
        boolean placed = problem.line() >= 0 && problem.column() >= 0;
        boolean said = !problem.message().isBlank() && !problem.fix().isBlank();
        boolean oneLine = problem.toString().lines().count() == 1;
        if (!placed || !said || !oneLine || !problem.code().matches("HF7\\d{3}")) {
            throw new AssertionError("not a problem one can work with: " + problem);
        }
    }
}
