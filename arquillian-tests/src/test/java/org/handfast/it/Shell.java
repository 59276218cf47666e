package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs from outside Java: the partners that users have. */
final class Shell {
    private static final long PATIENCE_SECONDS = 300;

    /** How a program ended, and all it printed. */
    record Result(int code, String output) {
        Result succeeded() {
            assertThat(code).as(output).isZero();
            return this;
        }
    }

    private Shell() {}

    /** Loudly gives a test up where a tool is missing; with CI=true it fails. */
    static void need(String tool) {
        boolean found = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
        if (found) {
            return;
        }
        String missing = "MISSING: " + tool + "; install it to run this test";
        assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
        System.err.println(missing);
        Assumptions.abort(missing);
    }

    static Result run(List<String> command) throws IOException, InterruptedException {
        return run(Path.of("").toAbsolutePath(), command);
    }

    static Result run(Path directory, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("server.java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        Thread limit = new Thread(() -> endLate(process), "limit of " + command.get(0));
        limit.setDaemon(true);
        limit.start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), text);
        } finally {
            limit.interrupt();
        }
    }

    private static void endLate(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
