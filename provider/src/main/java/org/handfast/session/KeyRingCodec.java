package org.handfast.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Secret;
import org.handfast.wire.Opaque;

/** Key rings as bytes, which hold secrets in the clear: callers seal and wipe them. */
final class KeyRingCodec {
    /** Most keys that only open any more: those that are left out were retired first. */
    static final int MOST_OLDER = 32;

    private static final int KEY = TicketKey.NAME_LENGTH + TicketKey.SECRET_LENGTH + Long.BYTES;
    private static final int HEAD = Long.BYTES + 2 * KEY + 1;

    private KeyRingCodec() {
    }

    /** The ring's bytes, which the caller wipes. */
    static byte[] write(KeyRing ring) {
        List<KeyRing.Retired> older = ring.older().subList(0, Math.min(MOST_OLDER, ring.older().size()));
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + older.size() * (KEY + Long.BYTES));
        bytes.putLong(ring.since());
        put(bytes, ring.next());
        put(bytes, ring.current());
        bytes.put((byte) older.size());
        for (KeyRing.Retired retired : older) {
            put(bytes, retired.key());
            bytes.putLong(retired.at());
        }
        return bytes.array();
    }

    private static void put(ByteBuffer bytes, TicketKey key) {
        bytes.put(key.name().bytes());
        try (Secret secret = key.secret()) {
            bytes.put(secret.bytes());
        }
        bytes.putLong(key.createdAt());
    }

    /** The ring; empty where the bytes are none. The caller wipes them. */
    static Optional<KeyRing> read(byte[] plain) {
        if (plain.length < HEAD || plain.length != HEAD + plain[HEAD - 1] * (KEY + Long.BYTES)) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(plain);
        long since = bytes.getLong();
        TicketKey next = key(bytes);
        TicketKey current = key(bytes);
        int count = bytes.get();
        List<KeyRing.Retired> older = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            TicketKey key = key(bytes);
            older.add(new KeyRing.Retired(key, bytes.getLong()));
        }
        return Optional.of(new KeyRing(next, current, since, older));
    }

    private static TicketKey key(ByteBuffer bytes) {
        byte[] name = new byte[TicketKey.NAME_LENGTH];
        byte[] secret = new byte[TicketKey.SECRET_LENGTH];
        bytes.get(name).get(secret);
        try (Secret read = Secret.of(secret)) {
            return new TicketKey(Opaque.of(name), read, bytes.getLong());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
