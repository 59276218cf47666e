package org.handfast.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.handfast.wire.Opaque;

/** A cluster in memory whose nodes can be cut off; like the real one it is for a majority, or for nobody. */
public final class MemoryCluster {
    private final Map<String, Opaque> rings = new HashMap<>();
    private final Set<Opaque> claims = new HashSet<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private final List<Opaque> seenOnTheWire = new ArrayList<>();

    /** A new member. */
    public synchronized Node node(String name) {
        Node node = new Node(name);
        node.mine.putAll(rings);
        nodes.put(name, node);
        return node;
    }

    /** Everything that nodes have told each other. */
    public synchronized List<Opaque> wire() {
        return List.copyOf(seenOnTheWire);
    }

    /** As when all members have left and come again. */
    public synchronized void loseMemory() {
        rings.clear();
        claims.clear();
        nodes.values().forEach(node -> node.mine.clear());
    }

    /** One member as a node sees it. */
    public final class Node implements SessionCluster {
        private final String name;
        private final Map<String, Opaque> mine = new HashMap<>();
        private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
        private boolean cut;
        private boolean broken;

        private Node(String name) {
            this.name = name;
        }

        /** From now on hears of nobody. */
        public void cut() {
            cut = true;
        }

        /** From now on throws whatever it is asked. */
        public void breakDown() {
            broken = true;
        }

        /** Hears again, and of what it missed. */
        public void heal() {
            cut = false;
            synchronized (MemoryCluster.this) {
                mine.clear();
                mine.putAll(rings);
            }
        }

        @Override
        public Optional<Opaque> ring(String profile) {
            check();
            synchronized (MemoryCluster.this) {
                return Optional.ofNullable(mine.get(profile));
            }
        }

        @Override
        public boolean replaceRing(String profile, Optional<Opaque> seen, Opaque ring) {
            check();
            synchronized (MemoryCluster.this) {
                if (cut || !Optional.ofNullable(rings.get(profile)).equals(seen)) {
                    return false;
                }
                rings.put(profile, ring);
                seenOnTheWire.add(ring);
                nodes.values().stream().filter(node -> !node.cut).forEach(node -> node.mine.put(profile, ring));
            }
            nodes.values().stream().filter(node -> !node.cut)
                    .forEach(node -> node.listeners.forEach(listener -> listener.accept(profile)));
            return true;
        }

        @Override
        public void whenRingChanges(Consumer<String> profile) {
            listeners.add(profile);
        }

        @Override
        public Claim claim(String profile, Opaque once, Duration keep) {
            check();
            synchronized (MemoryCluster.this) {
                if (cut) {
                    return Claim.UNKNOWN;
                }
                seenOnTheWire.add(once);
                return claims.add(once) ? Claim.FIRST : Claim.SEEN;
            }
        }

        @Override
        public List<String> members() {
            return List.copyOf(new TreeSet<>(nodes.keySet()));
        }

        private void check() {
            if (broken) {
                throw new IllegalStateException(name + " is broken");
            }
        }
    }
}
