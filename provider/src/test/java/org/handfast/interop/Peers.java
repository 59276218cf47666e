package org.handfast.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The peers and which of their cases are run. */
final class Peers {
    private Peers() {}

    /** Every peer there is, here or not. */
    static List<Peer> all(Path directory) {
        List<Peer> all = new ArrayList<>(List.of(
                new OpenSsl(directory),
                new BoringSsl(directory),
                new GnuTls(directory),
                new Nss(directory),
                new Nginx(directory),
                new Curl(directory)));
        Jsse.peers(directory).forEach(all::add);
        all.addAll(Sources.peers(directory));
        all.add(new Chromium(directory));
        all.add(new Firefox(directory));
        return all;
    }

    /** Whether the run is about this one. */
    static boolean isChosen(Peer peer) {
        String names = System.getProperty("interop.peers", "");
        return names.isBlank() || Arrays.asList(names.split(",")).contains(peer.name().replace(" ", ""));
    }

    /** The cases of this run that both the peer and we can do. */
    static List<InteropCase> cases(Peer peer, Abilities abilities) {
        Cover cover = new Cover(ours(abilities));
        return Boolean.getBoolean("interop.full") ? peer.chooseMore(cover) : peer.choose(cover);
    }

    /** Without what Handfast itself cannot do on this Java. */
    static Abilities ours(Abilities abilities) {
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
