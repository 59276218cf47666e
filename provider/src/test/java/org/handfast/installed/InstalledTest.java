package org.handfast.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.handfast.jsse.HandfastProvider;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;

/**
 * Handfast put first in the JDK's list of providers by a property file, in a JVM of its own, under the JDK's own
 * HTTP clients and server: on the class path and on the module path.
 */
class InstalledTest {
    @TempDir
    static Path directory;

    private static Path overlay;
    private static Path keys;
    private static Path trust;

    @BeforeAll
    static void prepare() throws Exception {
        Authority root = Certificates.authority("Installed Root");
        keys = store("keys.p12", root.intermediate("Installed CA").localhost(KeyKind.EC_P256).keyStore());
        trust = store("trust.p12", Certificates.trusting(root));
        List<String> lines = new ArrayList<>(List.of("security.provider.1=Handfast"));
        for (Provider provider : Security.getProviders()) {
            if (provider.getClass().getModule().isNamed() && !provider.getName().equals("Handfast")) {
                lines.add("security.provider." + (lines.size() + 1) + "=" + provider.getName());
            }
        }
        overlay = Files.write(directory.resolve("overlay.security"), lines);
    }

    @Test
    void onTheClassPath() throws Exception {
        String path = codeSource(HandfastProvider.class) + File.pathSeparator + applicationOnly();
        assertWorks(run(List.of("-cp", path, InstalledMain.class.getName())));
    }

    @Test
    void onTheModulePath() throws Exception {
        String libraries = codeSource(BouncyCastleProvider.class) + File.pathSeparator + codeSource(Load.class);
        Path module = module(libraries);
        Path application = applicationOnly();
        assertWorks(run(List.of(
                "--module-path", module.toString(),
                "--add-modules", "jdk.httpserver,java.net.http",
                "-cp", application.toString(),
                InstalledMain.class.getName())));
    }

    private static void assertWorks(Map<String, String> findings) {
        assertThat(findings)
                .containsEntry("first", "Handfast")
                .containsEntry("context", "Handfast")
                .containsEntry("default", "Handfast")
                .containsEntry("keys", "Handfast")
                .containsEntry("trust", "Handfast")
                .containsEntry("sockets", "org.handfast.jsse")
                .containsEntry("wronghost", "refused");
        assertThat(findings.get("connection")).matches("/connection TLS_[A-Z0-9_]+ 2");
        assertThat(findings.get("verifier")).isEqualTo("/verifier 127.0.0.2 127.0.0.2 2");
        assertThat(findings.get("client")).isEqualTo("/client TLSv1.3");
        assertThat(findings.get("older")).isEqualTo("/client TLSv1.2");
    }

    /** The provider's classes as a module of their own; its description is compiled here where the build did not. */
    private static Path module(String libraries) throws Exception {
        Path classes = codeSource(HandfastProvider.class);
        if (!Files.isDirectory(classes) || Files.exists(classes.resolve("module-info.class"))) {
            return classes;
        }
        Path module = directory.resolve("module");
        copy(classes, module);
        Path source = Stream.of("src/main/java/module-info.java", "provider/src/main/java/module-info.java")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        // what the module names without needing it is there for the compiler alone
        String known = libraries + File.pathSeparator + Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*(jetty|slf4j)[^/]*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        StringWriter messages = new StringWriter();
        int result = ToolProvider.findFirst("javac").orElseThrow().run(
                new PrintWriter(messages),
                new PrintWriter(messages),
                "--release", "17", "-d", module.toString(), "--module-path", known, source.toString());
        assertThat(result).as(messages.toString()).isZero();
        return module;
    }

    /** A directory with the application alone: what lies on the class path must not hide the module. */
    private static Path applicationOnly() throws IOException {
        Path application = directory.resolve("application");
        String file = InstalledMain.class.getName().replace('.', '/') + ".class";
        Path target = application.resolve(file);
        if (Files.exists(target)) {
            return application;
        }
        Files.createDirectories(target.getParent());
        try (java.io.InputStream in = InstalledMain.class.getClassLoader().getResourceAsStream(file)) {
            Files.copy(in, target);
        }
        return application;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static Path codeSource(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static Path store(String name, KeyStore store) throws Exception {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, Identity.PASSWORD);
        }
        return file;
    }

    private static Map<String, String> run(List<String> what) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.security.properties=" + overlay,
                "-Djavax.net.ssl.trustStore=" + trust,
                "-Djavax.net.ssl.trustStorePassword=" + new String(Identity.PASSWORD)));
        command.addAll(what);
        command.addAll(List.of(keys.toString(), new String(Identity.PASSWORD)));
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        String text = Files.readString(output);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text.lines()
                .filter(line -> line.indexOf('=') > 0)
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1),
                        (first, second) -> second));
    }
}
