package org.handfast.session;

import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.wire.Opaque;

/**
 * A key for tickets: a random name that tickets carry, and 256 random bits (security rule T-3). Immutable; the text
 * shows neither.
 *
 * @param name 16 bytes
 * @param secret 32 bytes; {@link #secret()} gives a copy
 * @param createdAt milliseconds of the epoch
 */
public record TicketKey(Opaque name, Secret secret, long createdAt) {
    /** Length of a name in bytes. */
    public static final int NAME_LENGTH = 16;

    /** Length of a secret in bytes. */
    public static final int SECRET_LENGTH = 32;

    /** Right lengths; no secret that is all zeros, which is no secret (CVE-2020-13777). Copies it. */
    public TicketKey {
        if (name.length() != NAME_LENGTH || secret.length() != SECRET_LENGTH) {
            throw new IllegalArgumentException("a ticket key of " + name.length() + " and " + secret.length());
        }
        byte[] copy = secret.bytes().clone();
        int ones = 0;
        for (byte part : copy) {
            ones |= part;
        }
        if (ones == 0) {
            throw new IllegalArgumentException("a ticket key of zeros");
        }
        secret = Secret.of(copy);
    }

    /** A fresh one. */
    public static TicketKey random(Randomness randomness, long now) {
        try (Secret fresh = Secret.of(randomness.bytes(SECRET_LENGTH))) {
            return new TicketKey(Opaque.of(randomness.shown().bytes(NAME_LENGTH)), fresh, now);
        }
    }

    /** A copy, which the caller closes. */
    @Override
    public Secret secret() {
        return Secret.of(secret.bytes().clone());
    }

    /** One for a single use, which the user erases; this one may be erased meanwhile. */
    TicketKey copy() {
        return new TicketKey(name, secret, createdAt);
    }

    /** Wipes: tickets under it can be opened no more. */
    void erase() {
        secret.close();
    }

    @Override
    public String toString() {
        return "TicketKey[created " + createdAt + "]";
    }
}
