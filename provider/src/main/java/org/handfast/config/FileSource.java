package org.handfast.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.handfast.config.ProfileDefinition.FileAt;
import org.handfast.config.ProfileDefinition.PasswordDefinition;

/** Files and passwords a profile refers to; what is missing becomes a problem at the place that names it. */
final class FileSource {
    private final Path directory;
    private final ReadFiles files;
    private final Environment environment;
    private final Problems problems;

    FileSource(Path directory, ReadFiles files, Environment environment, Problems problems) {
        this.directory = directory;
        this.files = files;
        this.environment = environment;
        this.problems = problems;
    }

    /** The file's content; relative names are beside the profile file. */
    Optional<byte[]> read(FileAt file) {
        try {
            return Optional.of(files.read(directory.resolve(file.path()).normalize()));
        } catch (NoSuchFileException e) {
            problems.add(file.at(), "HF7201", "The file " + Quoted.of(file.path()) + " does not exist.",
                    "Put it there, or correct the name; relative names begin at the directory of the profile file.");
        } catch (IOException | InvalidPathException | SecurityException e) {
            problems.add(file.at(), "HF7201", "The file " + Quoted.of(file.path()) + " cannot be read.",
                    "Let the server's user read it; it must be a file of at most 10 MiB.");
        }
        return Optional.empty();
    }

    /** The password; the caller wipes it. */
    Optional<char[]> password(PasswordDefinition password) {
        return switch (password.kind()) {
            case CLEAR -> Optional.of(password.value().toCharArray());
            case ENVIRONMENT -> fromEnvironment(password);
            case FILE -> fromFile(password);
        };
    }

    private Optional<char[]> fromEnvironment(PasswordDefinition password) {
        Optional<String> value = environment.variables().apply(password.value());
        if (value.isEmpty()) {
            problems.add(password.at(), "HF7210",
                    "The environment variable " + Quoted.of(password.value()) + " is not set.",
                    "Set it for the server's process, or use {file: path}.");
        }
        return value.map(String::toCharArray);
    }

    /** The first line of the file. */
    private Optional<char[]> fromFile(PasswordDefinition password) {
        Optional<byte[]> content = read(new FileAt(password.value(), password.at()));
        if (content.isEmpty()) {
            return Optional.empty();
        }
        char[] all = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(content.get())).array();
        int end = 0;
        while (end < all.length && all[end] != '\n' && all[end] != '\r' && all[end] != 0) {
            end++;
        }
        char[] line = Arrays.copyOf(all, end);
        Arrays.fill(all, '\0');
        if (line.length == 0) {
            problems.add(password.at(), "HF7210", "The password file " + Quoted.of(password.value()) + " is empty.",
                    "Write the password into its first line.");
            return Optional.empty();
        }
        return Optional.of(line);
    }
}
