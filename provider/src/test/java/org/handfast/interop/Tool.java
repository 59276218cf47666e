package org.handfast.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that is listened to and that never outlives its case. */
final class Tool implements AutoCloseable {
    /** Nothing is waited for longer. */
    static final int LIMIT_SECONDS = 20;

    private static final int LONG_LIMIT_MINUTES = 10;

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly)));
    }

    private final List<String> command;
    private final Process process;
    private final Heard output = new Heard();
    private final Heard errors = new Heard();

    private Tool(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        listen(process.getInputStream(), output);
        listen(process.getErrorStream(), errors);
    }

    static Tool start(Path directory, List<String> command) {
        return start(directory, Map.of(), command);
    }

    static Tool start(Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        try {
            Tool tool = new Tool(command, builder.start());
            RUNNING.add(tool.process);
            return tool;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of something long. */
    void awaitLongEnd() throws InterruptedException {
        if (!process.waitFor(LONG_LIMIT_MINUTES, TimeUnit.MINUTES)) {
            close();
        }
    }

    /** Everything said, to its end. */
    static String run(Path directory, List<String> command) {
        try (Tool tool = start(directory, command)) {
            tool.endInput();
            tool.awaitEnd();
            return tool.everything();
        }
    }

    /** Writes to its standard input. A tool that has gone away shows in what it answers. */
    void say(byte[] bytes) {
        try {
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError("gone: " + this, e);
        }
    }

    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException ignored) {
            // it ended before us
        }
    }

    /** Waits until standard output satisfies a reader, which gives null as long as it does not. */
    <T> T await(Function<byte[], T> reader) {
        return await(output, reader);
    }

    /** Takes the next line of standard output away. */
    String nextLine() {
        String line = output.takeLine();
        if (line == null) {
            throw new AssertionError("no line in time");
        }
        return line;
    }

    /** Waits until standard output or standard error says this. */
    Matcher awaitOutput(String pattern) {
        return await(output, matcher(pattern));
    }

    /** Waits until standard error says this. */
    Matcher awaitErrors(String pattern) {
        return await(errors, matcher(pattern));
    }

    private static Function<byte[], Matcher> matcher(String pattern) {
        return bytes -> {
            Matcher found = Pattern.compile(pattern).matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            return found.find() ? found : null;
        };
    }

    private <T> T await(Heard heard, Function<byte[], T> reader) {
        T found = heard.await(reader);
        if (found == null) {
            throw new AssertionError("not heard in time: " + this);
        }
        return found;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end; the exit status. */
    int awaitEnd() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("does not end: " + this);
            }
            output.await(bytes -> output.ended ? bytes : null);
            errors.await(bytes -> errors.ended ? bytes : null);
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Standard output and standard error so far. */
    String everything() {
        return output.text() + errors.text();
    }

    /** Ends whatever still runs, children included, and waits until it is gone: then nothing writes files any more. */
    static void endAll() {
        for (Process process : RUNNING) {
            List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
            family.forEach(ProcessHandle::destroyForcibly);
            CompletableFuture.allOf(family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join();
            RUNNING.remove(process);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        RUNNING.remove(process);
    }

    @Override
    public String toString() {
        return String.join(" ", command) + (isAlive() ? " (running)" : " (exit " + process.exitValue() + ")")
                + "\n--- output\n" + output.text() + "\n--- errors\n" + errors.text();
    }

    private static void listen(InputStream stream, Heard heard) {
        Threads.start(() -> {
            byte[] buffer = new byte[8192];
            try {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    heard.add(buffer, n);
                }
            } catch (IOException ignored) {
                // closed with the process
            }
            heard.end();
            return null;
        });
    }

    /** What one stream has said. */
    private static final class Heard {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;

        synchronized void add(byte[] buffer, int count) {
            bytes.write(buffer, 0, count);
            notifyAll();
        }

        synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }

        /** The first line, which is forgotten; null: none in time. */
        synchronized String takeLine() {
            byte[] line = await(all -> {
                int end = new String(all, StandardCharsets.ISO_8859_1).indexOf('\n');
                return end < 0 ? null : Arrays.copyOf(all, end);
            });
            if (line == null) {
                return null;
            }
            byte[] all = bytes.toByteArray();
            bytes.reset();
            bytes.write(all, line.length + 1, all.length - line.length - 1);
            return new String(line, StandardCharsets.ISO_8859_1).strip();
        }

        /** Null: not in time, or the stream ended without it. */
        synchronized <T> T await(Function<byte[], T> reader) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            try {
                while (true) {
                    T found = reader.apply(bytes.toByteArray());
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (found != null || ended || left <= 0) {
                        return found;
                    }
                    wait(left);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
