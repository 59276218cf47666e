package org.handfast.crypto.bc;

import java.util.List;
import org.handfast.crypto.Aead;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.Suite12.Authentication;
import org.handfast.crypto.Suite12.KeyExchange;
import org.handfast.crypto.Suite13;
import org.handfast.crypto.jca.JcaHash;
import org.handfast.iana.CipherSuite;

/** The suites with AES-CCM. Immutable and thread-safe. */
final class CcmSuites {
    /** RFC 6655 §3: the salt; eight bytes of each nonce are explicit. */
    private static final int FIXED_IV = 4;

    private final Aead aes128 = new BcCcm(16);
    private final Aead aes256 = new BcCcm(32);
    private final Hash sha256 = JcaHash.sha256();

    /** RFC 9846 appendix B.4. */
    List<Suite13> suites13() {
        return List.of(new Suite13(CipherSuite.TLS_AES_128_CCM_SHA256, aes128, sha256));
    }

    /** RFC 6655 §3, RFC 7251 §2: the PRF is that of SHA-256 for keys of 256 bits, too. */
    List<Suite12> suites12() {
        return List.of(
                suite(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM, KeyExchange.ECDHE, Authentication.ECDSA, aes128),
                suite(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CCM, KeyExchange.ECDHE, Authentication.ECDSA, aes256),
                suite(CipherSuite.TLS_DHE_RSA_WITH_AES_128_CCM, KeyExchange.DHE, Authentication.RSA, aes128),
                suite(CipherSuite.TLS_DHE_RSA_WITH_AES_256_CCM, KeyExchange.DHE, Authentication.RSA, aes256));
    }

    private Suite12 suite(CipherSuite code, KeyExchange exchange, Authentication authentication, Aead aead) {
        return new Suite12(code, exchange, authentication, aead, sha256, FIXED_IV);
    }
}
