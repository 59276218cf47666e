package org.handfast.run;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a server in the foreground: shows what it prints, says where it answers, and stops it when this process is
 * told to stop. Ends with an exception when the server does not come up whole.
 */
public final class Run {
    private static final String STARTED = "WFLYSRV0025";
    private static final String STARTED_WITH_ERRORS = "WFLYSRV0026";
    private static final long STOP_SECONDS = 30;

    private final Process server;
    private final Ports ports;
    private final PrintStream out;
    private final Path home;

    private Run(Path home, Ports ports, PrintStream out) throws IOException {
        this.home = home;
        this.ports = ports;
        this.out = out;
        this.server = start(home, ports);
    }

    /**
     * Starts the server and returns when it has ended.
     *
     * @param arguments the server's home directory
     * @throws IllegalStateException when the server reports errors at its start, or ends with one
     * @throws IOException when it cannot be started
     * @throws InterruptedException when interrupted while it runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        new Run(home, Ports.free(), System.out).follow();
    }

    private static Process start(Path home, Ports ports) throws IOException {
        String script = File.separatorChar == '\\' ? "standalone.bat" : "standalone.sh";
        ProcessBuilder command = new ProcessBuilder(List.of(
                home.resolve("bin").resolve(script).toString(),
                "-Djboss.socket.binding.port-offset=" + ports.offset()));
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // the script then hands SIGINT and SIGTERM on to the server
        command.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        command.environment().put("NOPAUSE", "true");
        return command.redirectErrorStream(true).start();
    }

    private void follow() throws IOException, InterruptedException {
        Thread stop = new Thread(this::stop, "stop the server");
        Runtime.getRuntime().addShutdownHook(stop);
        try (BufferedReader lines = server.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                watch(line);
            }
        }
        int code = server.waitFor();
        if (code != 0) {
            throw new IllegalStateException("The server ended with code " + code);
        }
    }

    private void watch(String line) {
        if (line.contains(STARTED)) {
            ready();
        }
        if (line.contains(STARTED_WITH_ERRORS)) {
            stop();
            throw new IllegalStateException("The server started with errors; the lines above say which");
        }
    }

    private void ready() {
        Path standalone = home.resolve("standalone");
        out.println();
        out.println("  Ready:     https://localhost:" + ports.https() + "/handfast/");
        out.println("  Profiles:  " + standalone.resolve("configuration").resolve("handfast.yaml"));
        out.println("  Authority: " + standalone.resolve("data").resolve("handfast"));
        out.println("  Ctrl-C stops the server.");
        out.println();
        out.flush();
    }

    /** By handle: a process that is destroyed closes its streams, and the last lines would be lost. */
    private void stop() {
        server.toHandle().destroy();
        try {
            if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                server.descendants().forEach(ProcessHandle::destroyForcibly);
                server.toHandle().destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
