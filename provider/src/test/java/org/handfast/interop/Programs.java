package org.handfast.interop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** The JVM of this feature number: this one, the one the environment names, or one of this machine. */
    static Optional<Path> java(int feature) {
        Stream<Path> own = Runtime.version().feature() == feature
                ? Stream.of(Path.of(System.getProperty("java.home")))
                : Stream.empty();
        Stream<Path> named = Optional.ofNullable(System.getenv("JAVA" + feature + "_HOME")).stream().map(Path::of);
        return Stream.of(own, named, installed(Integer.toString(feature)))
                .flatMap(homes -> homes)
                .map(home -> home.resolve("bin").resolve("java"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> installed(String feature) {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Stream.empty();
        }
        try (Stream<Path> homes = Files.list(all)) {
            return homes.filter(h -> h.getFileName().toString().contains(feature)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Version of a library on our class path. */
    static String jarVersion(String name) {
        Matcher jar = Pattern.compile(Pattern.quote(name) + "-([0-9.]+)\\.jar")
                .matcher(System.getProperty("java.class.path"));
        return jar.find() ? jar.group(1) : "?";
    }

    /** The first group of the first match in a file. */
    static String firstMatch(Path file, String pattern) {
        try {
            Matcher found = Pattern.compile(pattern).matcher(Files.readString(file));
            return found.find() ? found.group(1) : "?";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file or folder of our resources. */
    static Path resource(String name) {
        try {
            return Path.of(Programs.class.getResource("/interop/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where compiled programs stay between runs: in Maven's target, unless told otherwise. */
    static Path buildDirectory() {
        String told = System.getProperty("interop.build", "");
        return told.isBlank() ? resource("").resolve("../../interop").normalize() : Path.of(told);
    }

    /** Compiles; takes as long as it takes. The sources may not be written into: they are copied first. */
    static Tool build(String name, Path source, List<String> command) throws IOException, InterruptedException {
        Path place = buildDirectory().resolve("src-" + name);
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = place.resolve(source.relativize(file));
                Files.createDirectories(copy.getParent());
                if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        List<String> gently = new ArrayList<>(List.of("nice", "-n", "5"));
        gently.addAll(command);
        Tool tool = Tool.start(place, gently);
        tool.awaitLongEnd();
        return tool;
    }
}
