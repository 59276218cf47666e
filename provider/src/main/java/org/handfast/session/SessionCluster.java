package org.handfast.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.handfast.wire.Opaque;

/**
 * What the nodes of a cluster share, implemented outside the provider. Whatever passes here is sealed before: an
 * implementation neither needs nor gets any secret. Thread-safe. An exception counts as doubt.
 */
public interface SessionCluster {
    /**
     * The sealed key ring as this node sees it now; never waits on the net.
     *
     * @return empty: there is none, or it cannot be known
     */
    Optional<Opaque> ring(String profile);

    /**
     * Compare-and-set. May wait on the net: never called by a handshake.
     *
     * @param seen what is to be replaced; empty: there must be none yet
     * @param ring takes its place
     * @return true once every member has it; false where another was faster, and on doubt
     */
    boolean replaceRing(String profile, Optional<Opaque> seen, Opaque ring);

    /** Who is told the profile whose ring has changed, whichever node did it; must be quick. */
    void whenRingChanges(Consumer<String> profile);

    /**
     * Put-if-absent, with a deadline of 50 milliseconds.
     *
     * @param once stands for what may happen once
     * @param keep how long to remember it at least
     */
    Claim claim(String profile, Opaque once, Duration keep);

    /** Names of the nodes that are members now, sorted; for people. */
    List<String> members();

    /** The answer to a claim. */
    enum Claim {
        /** Certainly nobody claimed it before. */
        FIRST,
        /** Somebody did. */
        SEEN,
        /** Not known in time. */
        UNKNOWN
    }
}
