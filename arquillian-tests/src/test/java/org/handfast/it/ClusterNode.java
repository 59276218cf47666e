package org.handfast.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One server of a cluster: a process of its own with a base directory of its own, from a common installation. */
final class ClusterNode implements AutoCloseable {
    private static final int START_SECONDS = 240;

    private final Path home;
    private final Path base;
    private final String name;
    private final int offset;
    private Process process;

    /** A node whose base directory is a copy of the installation's. */
    ClusterNode(Path home, String name, int offset) throws IOException {
        this.home = home;
        this.base = home.resolveSibling("cluster-" + name);
        this.name = name;
        this.offset = offset;
        copy(home.resolve("standalone"));
    }

    private void copy(Path from) throws IOException {
        if (Files.exists(base)) {
            try (Stream<Path> old = Files.walk(base)) {
                for (Path path : old.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path path : files.toList()) {
                Path target = base.resolve(from.relativize(path).toString());
                Files.copy(path, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Begins to start. */
    ClusterNode start() throws IOException {
        ProcessBuilder command = new ProcessBuilder(home.resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + base, "-Djboss.node.name=" + name,
                "-Djboss.socket.binding.port-offset=" + offset);
        command.redirectErrorStream(true).redirectOutput(base.resolve("out.txt").toFile());
        command.environment().putAll(java.util.Map.of(
                "JAVA_HOME", System.getProperty("server.java.home"), "LAUNCH_JBOSS_IN_BACKGROUND", "true",
                "JAVA_OPTS", "-Xmx400m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.net.preferIPv4Stack=true"));
        process = command.start();
        return this;
    }

    /** Waits until it serves. */
    void started() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!output().contains("WFLYSRV0025")) {
            if (output().contains("WFLYSRV0026") || !process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(name + " does not start:\n" + output());
            }
            process.waitFor(1, TimeUnit.SECONDS);
        }
    }

    String output() throws IOException {
        return Files.readString(base.resolve("out.txt"));
    }

    Path base() {
        return base;
    }

    int https() {
        return 8443 + offset;
    }

    /** What the node says of itself. */
    String ask(String what) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + (8080 + offset) + "/probe/cluster?do=" + what))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(name + ", " + what + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Adds a key to the profile {@code default}. */
    void set(String key, String value) throws IOException {
        Path file = base.resolve("configuration/handfast.yaml");
        Path draft = file.resolveSibling("handfast.yaml.draft");
        Files.writeString(draft, ProfileFile.with(Files.readString(file), key, value));
        Files.move(draft, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Its process and those it started end at once, as by a power cut. */
    void kill() throws Exception {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            one.onExit().get(60, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() throws Exception {
        if (process != null) {
            kill();
        }
    }
}
