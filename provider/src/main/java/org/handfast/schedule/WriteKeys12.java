package org.handfast.schedule;

import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite12;

/**
 * One direction's part of the key block of TLS 1.2 (RFC 5246 §6.3). There is no successor: TLS 1.2 has no KeyUpdate.
 * Not thread-safe.
 */
public final class WriteKeys12 implements DirectionSecret {
    private final Suite12 suite;
    private final Secret key;
    private final Secret fixedIv;

    /** Takes ownership of both. */
    WriteKeys12(Suite12 suite, Secret key, Secret fixedIv) {
        this.suite = suite;
        this.key = key;
        this.fixedIv = fixedIv;
    }

    /** The suite they belong to. */
    public Suite12 suite() {
        return suite;
    }

    @Override
    public Aead aead() {
        return suite.aead();
    }

    /** A keyed direction for sealing; the caller owns it. */
    public AeadKey sealing() {
        return suite.aead().sealing(key);
    }

    /** A keyed direction for opening; the caller owns it. */
    public AeadKey opening() {
        return suite.aead().opening(key);
    }

    /**
     * A copy of the implicit part of the nonce: {@link Suite12#fixedIvLength()} bytes; the caller closes it.
     */
    public Secret fixedIv() {
        return Secret.of(fixedIv.bytes().clone());
    }

    @Override
    public void close() {
        key.close();
        fixedIv.close();
    }
}
