package org.handfast.interop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

    /** A port that was free a moment ago, on 127.0.0.1. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Version of an installed Debian package without its packaging; "?" where there is none. */
    static String packageVersion(Path directory, String name) {
        String said = Tool.run(directory, List.of("sh", "-c", "dpkg-query -W -f '${Version}' " + name + " || echo ?"));
        return said.strip().replaceFirst("^\\d+:", "").replaceFirst("[-+~].*", "");
    }

    /** What to install; empty: it is here. */
    static Optional<String> missing(String name, String remedy) {
        return find(name).isPresent() ? Optional.empty() : Optional.of("no " + name + "; install " + remedy);
    }
}
