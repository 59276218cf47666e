package org.handfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.handfast.policy.Profiles;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guides for administrators show is what the reader takes. */
class ProfileDocumentTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\nspec:\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"PROFILES.md", "LEGACY.md"})
    void everyExampleIsAProfile(String name) throws IOException {
        List<String> examples = EXAMPLE.matcher(text(name)).results().map(MatchResult::group).toList();
        assertThat(examples).isNotEmpty();
        try (ProfileFolder folder = new ProfileFolder(directory)) {
            for (String example : examples) {
                String lines = example.replaceFirst("```yaml\nspec:\n {2}", "").replace("```", "").stripTrailing();
                Pass pass = folder.pass(ProfileFolder.server("web", lines));

                assertThat(pass.problems()).as(example).isEmpty();
                assertThat(pass.good()).as(example).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "PROFILES.md")
    void everyTemplateIsNamed(String name) throws IOException {
        assertThat(text(name)).contains(Profiles.names().stream().map(template -> "`" + template + "`").toList());
    }

    private static String text(String name) throws IOException {
        Path file = Path.of(name);
        return Files.readString(Files.exists(file) ? file : Path.of("provider").resolve(file));
    }
}
