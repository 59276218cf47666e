package org.handfast.config;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.handfast.config.TicketKeyRings.Key;
import org.handfast.config.TicketKeyRings.State;
import org.handfast.session.KeyRing;
import org.handfast.session.TicketKey;

/** A ring's keys as people see them. */
final class RingKeys {
    private RingKeys() {
    }

    static List<Key> of(KeyRing ring) {
        List<Key> keys = new ArrayList<>();
        keys.add(key(ring.next(), State.NEXT, ring.next().createdAt()));
        keys.add(key(ring.current(), State.SEALING, ring.since()));
        ring.older().forEach(retired -> keys.add(key(retired.key(), State.OPENING, retired.at())));
        return keys;
    }

    private static Key key(TicketKey key, State state, long since) {
        return new Key(HexFormat.of().formatHex(key.name().bytes()), state, Instant.ofEpochMilli(key.createdAt()),
                Instant.ofEpochMilli(since));
    }
}
