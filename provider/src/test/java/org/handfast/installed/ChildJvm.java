package org.handfast.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.handfast.testing.Identity;

/** A JVM of its own that runs one main class and prints {@code name=value} lines. */
final class ChildJvm {
    private static final int LIMIT_SECONDS = 300;

    private final Path directory;

    ChildJvm(Path directory) {
        this.directory = directory;
    }

    /** Everything the tests themselves run with. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                + File.pathSeparator + codeSource(org.handfast.jsse.HandfastProvider.class)
                + File.pathSeparator + codeSource(ChildJvm.class)
                + File.pathSeparator + codeSource(org.bouncycastle.jce.provider.BouncyCastleProvider.class)
                + File.pathSeparator + codeSource(org.bouncycastle.cert.X509CertificateHolder.class);
    }

    /** Where a class was loaded from. */
    static Path codeSource(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** A key store on disk, with the tests' password. */
    Path store(String name, KeyStore store) throws Exception {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, Identity.PASSWORD);
        }
        return file;
    }

    /** Findings by name; it must end by itself and well. */
    Map<String, String> run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path output = Files.createTempFile(directory, "child", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
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
