package org.handfast.schedule;

import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite12;

/**
 * The main secret of TLS 1.2 (RFC 5246 §8.1, where it is called master secret) and what follows from it. Not
 * thread-safe.
 */
public final class MainSecret12 implements AutoCloseable {
    private static final int LENGTH = 48;
    private static final int VERIFY_DATA_LENGTH = 12;

    private final Suite12 suite;
    private final Secret secret;

    private MainSecret12(Suite12 suite, Secret secret) {
        this.suite = suite;
        this.secret = secret;
    }

    /**
     * master_secret = PRF(pre_master_secret, "master secret", ClientHello.random + ServerHello.random)[0..47],
     * RFC 5246 §8.1. Wipes the premaster secret.
     */
    public static MainSecret12 plain(Suite12 suite, Secret premaster, byte[] clientRandom, byte[] serverRandom) {
        try {
            byte[] randoms = join(clientRandom, serverRandom);
            return new MainSecret12(suite, Prf.expand(suite.hash(), premaster, "master secret", randoms, LENGTH));
        } finally {
            premaster.close();
        }
    }

    /**
     * master_secret = PRF(pre_master_secret, "extended master secret", session_hash)[0..47], RFC 7627 §4. Wipes the
     * premaster secret.
     *
     * @param sessionHash hash of all messages up to and with ClientKeyExchange
     */
    public static MainSecret12 extended(Suite12 suite, Secret premaster, byte[] sessionHash) {
        try {
            return new MainSecret12(
                    suite, Prf.expand(suite.hash(), premaster, "extended master secret", sessionHash, LENGTH));
        } finally {
            premaster.close();
        }
    }

    /**
     * That of a session which is resumed (RFC 5246 §7.3): the randoms alone are new.
     *
     * @param kept is copied; the caller closes it
     */
    public static MainSecret12 resumed(Suite12 suite, Secret kept) {
        return new MainSecret12(suite, Secret.of(kept.bytes().clone()));
    }

    /** The suite it belongs to. */
    public Suite12 suite() {
        return suite;
    }

    /**
     * key_block = PRF(master_secret, "key expansion", server_random + client_random), cut as RFC 5246 §6.3 says: MAC
     * keys, which an AEAD has not, keys, IVs. The caller closes both parts.
     */
    public KeyBlock keys(byte[] clientRandom, byte[] serverRandom) {
        int mac = suite.aead().macKeyLength();
        int key = suite.aead().keyLength() - mac;
        int iv = suite.fixedIvLength();
        byte[] seed = join(serverRandom, clientRandom);
        try (Secret block = Prf.expand(suite.hash(), secret, "key expansion", seed, 2 * (mac + key + iv))) {
            return new KeyBlock(
                    new WriteKeys12(suite, parts(block, 0, mac, 2 * mac, key), part(block, 2 * (mac + key), iv)),
                    new WriteKeys12(
                            suite, parts(block, mac, mac, 2 * mac + key, key), part(block, 2 * (mac + key) + iv, iv)));
        }
    }

    /** verify_data of the client's Finished (RFC 5246 §7.4.9). */
    public byte[] clientFinished(byte[] transcriptHash) {
        return finished("client finished", transcriptHash);
    }

    /** verify_data of the server's Finished (RFC 5246 §7.4.9). */
    public byte[] serverFinished(byte[] transcriptHash) {
        return finished("server finished", transcriptHash);
    }

    /** The exporter (RFC 5705 §4), with a copy of this secret; the caller closes it. */
    public Exporter exporter(byte[] clientRandom, byte[] serverRandom) {
        return new Exporter12(suite.hash(), Secret.of(secret.bytes().clone()), join(clientRandom, serverRandom));
    }

    /** A copy of the bare secret, for sessions and for a key log that the operator has asked for. */
    public Secret copy() {
        return Secret.of(secret.bytes().clone());
    }

    /** Wipes. Idempotent. */
    @Override
    public void close() {
        secret.close();
    }

    private byte[] finished(String label, byte[] transcriptHash) {
        return Prf.expand(suite.hash(), secret, label, transcriptHash, VERIFY_DATA_LENGTH).bytes();
    }

    private static Secret part(Secret block, int from, int length) {
        return parts(block, from, length, 0, 0);
    }

    /** Two parts of the block as one secret. */
    private static Secret parts(Secret block, int one, int firstLength, int two, int secondLength) {
        byte[] part = new byte[firstLength + secondLength];
        System.arraycopy(block.bytes(), one, part, 0, firstLength);
        System.arraycopy(block.bytes(), two, part, firstLength, secondLength);
        return Secret.of(part);
    }

    private static byte[] join(byte[] one, byte[] two) {
        byte[] both = new byte[one.length + two.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    /**
     * The keys of both directions.
     *
     * @param client what the client writes with
     * @param server what the server writes with
     */
    public record KeyBlock(WriteKeys12 client, WriteKeys12 server) implements AutoCloseable {
        /** Wipes both. Idempotent. */
        @Override
        public void close() {
            client.close();
            server.close();
        }
    }
}
