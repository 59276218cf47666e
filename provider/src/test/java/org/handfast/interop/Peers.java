package org.handfast.interop;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The peers and which of their cases are run. */
final class Peers {
    private Peers() {}

    /** Every peer there is, here or not. */
    static List<Peer> all(Path directory) {
        return List.of(
                new OpenSsl(directory),
                new BoringSsl(directory),
                new Nginx(directory),
                new Curl(directory));
    }

    /** Those that the run is about. */
    static Stream<Peer> chosen(Path directory) {
        Optional<String> names = Optional.ofNullable(System.getProperty("interop.peers")).filter(n -> !n.isBlank());
        return all(directory).stream()
                .filter(p -> names.isEmpty() || Arrays.asList(names.get().split(",")).contains(p.name()));
    }

    /** The cases of this run that both the peer and we can do. */
    static List<InteropCase> cases(Peer peer, Abilities abilities) {
        Cover cover = new Cover(ours(abilities));
        return Boolean.getBoolean("interop.full") ? cover.product() : peer.choose(cover);
    }

    /** Without what Handfast itself cannot do on this Java. */
    private static Abilities ours(Abilities abilities) {
        Abilities left = abilities;
        for (String group : Dimension.GROUP.range()) {
            left = Ours.hasGroup(group) ? left : left.without(Dimension.GROUP, "not ours", group);
        }
        return left;
    }

    /** Says loudly what is missing; with CI=true that is a failure. */
    static void reportMissing(Peer peer) {
        String message = "INTEROP PEER MISSING: " + peer.name() + ": " + peer.missing().orElseThrow();
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        System.err.println(message);
        Assumptions.abort(message);
    }
}
