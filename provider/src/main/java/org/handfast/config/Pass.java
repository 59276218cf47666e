package org.handfast.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One look at the profile file and all it refers to.
 *
 * @param good profiles without problems
 * @param names every name that stands in the file
 * @param problems everything that is wrong
 * @param stamps every file looked at
 * @param next when the same files begin to mean something else: legacy suites end, or soon will; empty: never
 */
record Pass(
        List<ProfileTerms> good,
        List<String> names,
        List<ConfigProblem> problems,
        Map<Path, ReadFiles.Stamp> stamps,
        Optional<Instant> next) {
    /**
     * Reads and checks; nothing takes effect. A defect of ours is a problem like any other.
     *
     * @param inForce tells terms that serve already: they need no trial
     */
    static Pass over(Path file, Environment environment, Predicate<ProfileTerms> inForce) {
        Problems problems = new Problems(file);
        ReadFiles files = new ReadFiles(environment.sha256());
        try {
            ProfileBuilder builder = new ProfileBuilder(directory(file), files, environment, inForce, problems);
            return over(file, builder, problems, files, environment.clock().instant());
        } catch (RuntimeException e) {
            problems.add(Position.FILE, "HF7900", "The file could not be checked: " + e + ".",
                    "Report this with the file's content, without passwords.");
            return new Pass(List.of(), List.of(), problems.list(), files.stamps(), Optional.empty());
        }
    }

    private static Pass over(
            Path file, ProfileBuilder builder, Problems problems, ReadFiles files, Instant now) {
        List<YamlNode> documents = documents(file, files, problems);
        if (problems.count() > 0) {
            return new Pass(List.of(), List.of(), problems.list(), files.stamps(), Optional.empty());
        }
        ProfileReader.Result read = new ProfileReader(problems).read(documents);
        List<ProfileTerms> good = new ArrayList<>();
        for (ProfileDefinition definition : read.definitions()) {
            builder.build(definition).ifPresent(good::add);
        }
        Optional<Instant> next = read.definitions().stream()
                .flatMap(definition -> definition.legacy().stream())
                .flatMap(legacy -> Stream.of(legacy.soon(), legacy.end()))
                .filter(now::isBefore)
                .min(Instant::compareTo);
        return new Pass(good, read.names(), problems.list(), files.stamps(), next);
    }

    private static Path directory(Path file) {
        return file.toAbsolutePath().getParent();
    }

    /** Whether the files are still what they were when they were read. */
    boolean stillCurrent() {
        return stamps.entrySet().stream()
                .allMatch(e -> e.getValue().sameAttributes(ReadFiles.attributesNow(e.getKey())));
    }

    private static List<YamlNode> documents(Path file, ReadFiles files, Problems problems) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(files.read(file));
            String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
            return YamlReader.read(text.startsWith("\uFEFF") ? text.substring(1) : text, problems);
        } catch (CharacterCodingException e) {
            problems.add(Position.FILE, "HF7003", "The file is not UTF-8.", "Save it as UTF-8.");
        } catch (NoSuchFileException e) {
            problems.add(Position.FILE, "HF7001", "The file does not exist.",
                    "Write it, or point the system property " + TlsRegistry.PROPERTY + " at the right place.");
        } catch (IOException | SecurityException e) {
            problems.add(Position.FILE, "HF7001", "The file cannot be read.",
                    "Let the server's user read it; it must be a file of at most 10 MiB.");
        } catch (LinkageError e) {
            problems.add(Position.FILE, "HF7008", "The YAML reader is missing.",
                    "Put the jar snakeyaml-engine beside Handfast.");
        }
        return List.of();
    }
}
