package org.handfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandardFileTest {
    private static final List<String> KEYS =
            List.of(TlsRegistry.PROPERTY, "jboss.server.config.dir", "jboss.server.data.dir");

    @TempDir
    private Path directory;

    private final Properties before = new Properties();

    @BeforeEach
    void clear() {
        before.putAll(System.getProperties());
        KEYS.forEach(System::clearProperty);
    }

    @AfterEach
    void restore() {
        System.setProperties(before);
    }

    @Test
    void withoutAnyPropertyThereIsNone() {
        assertThatThrownBy(TlsRegistry::standard).isInstanceOfSatisfying(TlsFailure.class,
                f -> assertThat(f.reason()).isEqualTo(Reason.CONFIGURATION_INVALID));
    }

    @Test
    void theNamedFileWins() {
        System.setProperty(TlsRegistry.PROPERTY, directory.resolve("mine.yaml").toString());
        System.setProperty("jboss.server.config.dir", directory.toString());
        assertThat(StandardFile.find()).isEqualTo(directory.resolve("mine.yaml"));
        assertThat(directory.resolve("mine.yaml")).as("only WildFly's own file is made").doesNotExist();
    }

    @Test
    void insideWildFlyTheFirstStartMakesEverything() {
        System.setProperty("jboss.server.config.dir", directory.toString());
        System.setProperty("jboss.server.data.dir", directory.resolve("data").toString());
        try (TlsRegistry registry = TlsRegistry.standard()) {
            assertThat(registry.profile("default").current().certificates()).hasSize(1);
        }
    }

    @Test
    void withoutTheYamlLibraryThereIsOneClearProblem() throws Exception {
        URL[] all = {TlsRegistry.class.getProtectionDomain().getCodeSource().getLocation()};
        Path file = directory.resolve("handfast.yaml");
        java.nio.file.Files.writeString(file, "kind: Profile\n");
        try (URLClassLoader bare = new URLClassLoader(all, ClassLoader.getPlatformClassLoader())) {
            Class<?> registry = bare.loadClass("org.handfast.config.TlsRegistry");
            Object opened = registry.getMethod("of", Path.class).invoke(null, file);
            Object problems = registry.getMethod("problems").invoke(opened);
            registry.getMethod("close").invoke(opened);
            assertThat(problems.toString()).contains("HF7008", "snakeyaml-engine");
        }
    }
}
