package org.handfast.schedule;

import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;

/** resumption_secret (RFC 9846 §4.7.1, §7.1): what tickets are made from. Not thread-safe. */
public final class ResumptionSecret implements AutoCloseable {
    private final Suite13 suite;
    private final Secret secret;

    ResumptionSecret(Suite13 suite, Secret secret) {
        this.suite = suite;
        this.secret = secret;
    }

    /** The suite it belongs to. */
    public Suite13 suite() {
        return suite;
    }

    /**
     * The PSK of one ticket; the caller closes it.
     *
     * @param ticketNonce of the NewSessionTicket, at most 255 bytes
     */
    public Secret psk(byte[] ticketNonce) {
        return Labels.expand(suite.hash(), secret, "resumption", ticketNonce, suite.hash().length());
    }

    /** Wipes. Idempotent. */
    @Override
    public void close() {
        secret.close();
    }
}
