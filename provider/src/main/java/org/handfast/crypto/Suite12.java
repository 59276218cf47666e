package org.handfast.crypto;

import java.util.Optional;
import org.handfast.iana.CipherSuite;

/**
 * A cipher suite of TLS 1.2 bound to its primitives (RFC 5288, 5289, 6655, 7251, 7905).
 *
 * @param suite the code point
 * @param keyExchange how the premaster secret comes about
 * @param authentication what kind of key signs
 * @param aead record protection
 * @param hash transcript and PRF
 * @param fixedIvLength bytes of the nonce taken from the key block: 4 with an explicit nonce of 8 in each record
 *     (RFC 5288 §3), 12 with none (RFC 7905 §2)
 * @param older what only legacy suites have; empty for all others
 */
public record Suite12(
        CipherSuite suite,
        KeyExchange keyExchange,
        Authentication authentication,
        Aead aead,
        Hash hash,
        int fixedIvLength,
        Optional<Older> older) {
    /** How the premaster secret comes about. */
    public enum KeyExchange {
        /** Ephemeral elliptic curve Diffie-Hellman, RFC 8422. */
        ECDHE,
        /** Ephemeral finite field Diffie-Hellman on the groups of RFC 7919. */
        DHE,
        /** Key transport under the key of the certificate (RFC 5246 §7.4.7.1), of legacy suites only. */
        RSA
    }

    /** What kind of key signs ServerKeyExchange, or decrypts the premaster secret. */
    public enum Authentication {
        /** ECDSA or EdDSA, RFC 8422 §2. */
        ECDSA,
        /** RSASSA-PKCS1-v1_5 or RSASSA-PSS. */
        RSA
    }

    /**
     * What only legacy suites have.
     *
     * @param transport in place of an agreement; empty: they agree
     * @param encryptThenMac the record protection that encrypt_then_mac brings (RFC 7366); empty: no CBC
     */
    public record Older(Optional<KeyTransport> transport, Optional<Aead> encryptThenMac) {}

    /** Of a suite with forward secrecy and an AEAD; parameters as above. */
    public Suite12(
            CipherSuite suite,
            KeyExchange keyExchange,
            Authentication authentication,
            Aead aead,
            Hash hash,
            int fixedIvLength) {
        this(suite, keyExchange, authentication, aead, hash, fixedIvLength, Optional.empty());
    }

    /** Bytes of the explicit nonce at the head of each fragment: 8 or 0. */
    public int explicitNonceLength() {
        return aead.nonceLength() - fixedIvLength;
    }

    /** Key transport in place of an agreement; empty: the two agree. */
    public Optional<KeyTransport> transport() {
        return older.flatMap(Older::transport);
    }

    /** Whether encrypt_then_mac means something for it (RFC 7366 §3). */
    public boolean hasCbc() {
        return older.flatMap(Older::encryptThenMac).isPresent();
    }

    /** Whether this is what {@link #encryptThenMac} gave. */
    public boolean isEncryptThenMac() {
        return older.flatMap(Older::encryptThenMac).filter(aead::equals).isPresent();
    }

    /** The suite with the protection of records that encrypt_then_mac brings; itself where that means nothing. */
    public Suite12 encryptThenMac() {
        return older.flatMap(Older::encryptThenMac)
                .map(other -> new Suite12(suite, keyExchange, authentication, other, hash, fixedIvLength, older))
                .orElse(this);
    }
}
