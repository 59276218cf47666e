package org.handfast.crypto;

import org.handfast.iana.NamedGroup;

/**
 * A key exchange group in the form of a key encapsulation mechanism: DH, ML-KEM and hybrids alike
 * (RFC 9846 §4.3.8, RFC 10024). Immutable and thread-safe.
 */
public interface Kem {
    /** The group on the wire. */
    NamedGroup group();

    /** A fresh key pair of the initiator (the TLS client); never reused. */
    KemKey generate(Randomness randomness);

    /**
     * The responder's (the TLS server's) half.
     *
     * @param peerShare key_exchange as received
     * @throws org.handfast.failure.TlsFailure BAD_KEY_SHARE or ZERO_SHARED_SECRET
     */
    Encapsulation encapsulate(byte[] peerShare, Randomness randomness);

    /**
     * What the responder sends and shares.
     *
     * @param share key_exchange for the ServerHello
     * @param secret the shared secret; the receiver closes it
     */
    record Encapsulation(byte[] share, Secret secret) {}
}
