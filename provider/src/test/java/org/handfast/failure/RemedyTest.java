package org.handfast.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemedyTest {
    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonSaysWhatHappenedAndWhatToDo(Reason reason) {
        String remedy = Remedy.of(reason);
        assertThat(remedy).as("line of %s in remedies.properties", reason).isNotEqualTo(reason.name());
        assertThat(remedy.split("[.] ")).as("what happened, then what to do").hasSizeBetween(2, 3);
        assertThat(remedy).endsWith(".").hasSizeLessThan(300).doesNotContain("  ", "TODO", "RFC");
    }

    @Test
    void noLineIsLeftOver() throws IOException {
        Properties lines = new Properties();
        try (InputStream in = Remedy.class.getResourceAsStream(Remedy.RESOURCE)) {
            lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Set<String> reasons = Stream.of(Reason.values()).map(Reason::name).collect(Collectors.toSet());
        assertThat(reasons).containsAll(lines.stringPropertyNames());
    }
}
