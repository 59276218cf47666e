package org.handfast.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The section of {@code CONFORMANCE.md} about the matrix: who was met with what, and why not with the rest. */
final class Table {
    private static final String TITLE = "## Interoperability\n";
    private static final String YES = "✓";

    private final List<Peer> peers;
    private final List<String> reasons = new ArrayList<>();

    Table(List<Peer> peers) {
        this.peers = peers;
    }

    /** The file. */
    static Path file() {
        Path here = Path.of("CONFORMANCE.md");
        return Files.exists(here) ? here : Path.of("provider").resolve(here);
    }

    /** The section as it stands in the file; empty: there is none. */
    static String written() {
        try {
            String all = Files.readString(file());
            int start = all.indexOf(TITLE);
            return start < 0 ? "" : all.substring(start, end(all, start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a section in the place of the one in the file. */
    static void write(String section) {
        try {
            String all = Files.readString(file());
            int start = all.indexOf(TITLE);
            Files.writeString(file(), start < 0
                    ? all + "\n" + section
                    : all.substring(0, start) + section + all.substring(end(all, start)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int end(String all, int start) {
        int next = all.indexOf("\n## ", start);
        return next < 0 ? all.length() : next + 1;
    }

    /** The version of a peer that a section names; "?" where it names none. */
    static String version(String section, Peer peer) {
        Matcher row = Pattern.compile("\\| " + Pattern.quote(peer.name()) + " \\| ([^|]+) \\|").matcher(section);
        return row.find() ? row.group(1) : "?";
    }

    /** The section as it should be, with these versions. */
    String section(Function<Peer, String> version) {
        StringBuilder text = new StringBuilder(TITLE).append('\n').append(introduction());
        row(text, "peer", Stream.of("version", "cases with it as client", "as server"));
        row(text, "---", Stream.of("---", "---", "---"));
        for (Peer peer : peers) {
            row(text, peer.name(),
                    Stream.of(version.apply(peer), count(peer, peer.client()), count(peer, peer.server())));
        }
        text.append('\n').append(meetings()).append('\n').append("Reasons:\n\n");
        for (int i = 0; i < reasons.size(); i++) {
            text.append(i + 1).append(". ").append(reasons.get(i)).append('\n');
        }
        return text.append('\n').append("Combinations that are left out, each value of which is met otherwise:\n\n")
                .append(combinations()).append('\n').append(Resumers.table(peers, Path.of("."))).toString();
    }

    private static String introduction() {
        return """
                Our client and our server against other implementations, `src/test/java/org/handfast/interop`. Each
                pair of values that a peer can is met in a case (browsers: each value), each triple of values with
                `-Pinterop-full` (browsers: each pair). A case is a connection that must have exactly these
                properties, chains verified, and data that comes back unchanged. `1 byte`: records of one byte from
                each end that can cut them; `16 KiB`: full records. The test run writes this section with
                `-Dinterop.table=write` and otherwise fails where the two differ.

                """;
    }

    private static String count(Peer peer, Optional<Abilities> abilities) {
        return abilities.map(a -> Integer.toString(peer.choose(new Cover(a)).size())).orElse("-");
    }

    /** A row for each value, a column for each peer. */
    private String meetings() {
        StringBuilder text = new StringBuilder("✓: met in both roles. Else the peer as client / as server, "
                + "✓ or the number of the reason.\n\n");
        row(text, "", peers.stream().map(Peer::name));
        row(text, "---", peers.stream().map(p -> "---"));
        for (Dimension dimension : Dimension.values()) {
            for (String value : dimension.range()) {
                row(text, dimension.title() + " " + value, peers.stream().map(p -> cell(p, dimension, value)));
            }
        }
        return text.toString();
    }

    private String cell(Peer peer, Dimension dimension, String value) {
        String client = half(peer, peer.client(), dimension, value);
        String server = half(peer, peer.server(), dimension, value);
        return client.equals(server) ? client : client + " / " + server;
    }

    private String half(Peer peer, Optional<Abilities> abilities, Dimension dimension, String value) {
        if (abilities.isPresent() && abilities.get().can(dimension, value)) {
            return YES;
        }
        String reason = abilities.isEmpty()
                ? peer.without()
                : abilities.get().lacking(dimension).entrySet().stream()
                        .filter(e -> e.getValue().contains(value))
                        .findFirst()
                        .orElseThrow()
                        .getKey();
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
        return Integer.toString(reasons.indexOf(reason) + 1);
    }

    private String combinations() {
        return peers.stream()
                .flatMap(p -> Stream.of(p.client(), p.server())
                        .flatMap(Optional::stream)
                        .flatMap(a -> a.combinations().stream())
                        .distinct()
                        .map(c -> "* " + p.name() + ": " + c + "\n"))
                .collect(Collectors.joining());
    }

    private static void row(StringBuilder text, String first, Stream<String> cells) {
        text.append(Stream.concat(Stream.of(first), cells).collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
