package org.handfast.interop;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine. */
final class Programs {
    private Programs() {}

    /** Where a program is; empty: nowhere. */
    static Optional<Path> find(String name) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What to install; empty: it is here. */
    static Optional<String> missing(String name, String remedy) {
        return find(name).isPresent() ? Optional.empty() : Optional.of("no " + name + "; install " + remedy);
    }
}
