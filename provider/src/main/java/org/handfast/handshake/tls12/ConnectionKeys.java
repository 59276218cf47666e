package org.handfast.handshake.tls12;

import org.handfast.crypto.Secret;
import org.handfast.schedule.Exporter;
import org.handfast.schedule.MainSecret12;
import org.handfast.schedule.WriteKeys12;
import org.handfast.session.Session;

/**
 * The main secret and the keys it gave (RFC 5246 §8.1, §6.3). Wiped at the end of the handshake but for the keys,
 * which belong to the halves once they are in force.
 *
 * @param main for both Finished
 * @param block for the records
 * @param exporter of this connection
 */
record ConnectionKeys(MainSecret12 main, MainSecret12.KeyBlock block, Exporter exporter) {
    /**
     * Derives all; computes long enough to be {@link org.handfast.handshake.Work}.
     *
     * @param premaster is wiped
     * @param sessionHash hash of all messages up to and with ClientKeyExchange (RFC 7627 §3)
     */
    static ConnectionKeys of(Progress progress, Secret premaster, byte[] sessionHash) {
        byte[] client = progress.randoms().client().bytes();
        byte[] server = progress.randoms().server().bytes();
        MainSecret12 main = progress.facts().extendedMainSecret()
                ? MainSecret12.extended(progress.suite(), premaster, sessionHash)
                : MainSecret12.plain(progress.suite(), premaster, client, server);
        return of(main, progress.randoms());
    }

    /**
     * Those of a connection that resumes a session: its main secret, "derive the connection keys for the new session
     * as usual", RFC 7627 §5.3.
     */
    static ConnectionKeys resumed(Progress progress, Session session) {
        try (Secret kept = session.secret()) {
            return of(MainSecret12.resumed(progress.suite(), kept), progress.randoms());
        }
    }

    private static ConnectionKeys of(MainSecret12 main, Randoms randoms) {
        byte[] client = randoms.client().bytes();
        byte[] server = randoms.server().bytes();
        return new ConnectionKeys(main, main.keys(client, server), main.exporter(client, server));
    }

    /** What the client writes with. */
    WriteKeys12 client() {
        return block.client();
    }

    /** What the server writes with. */
    WriteKeys12 server() {
        return block.server();
    }

    /** Wipes all, where the handshake fails. Idempotent. */
    void close() {
        main.close();
        block.close();
        exporter.close();
    }

    /** Secrets stay out of text. */
    @Override
    public String toString() {
        return "ConnectionKeys[" + main.suite().suite() + "]";
    }
}
