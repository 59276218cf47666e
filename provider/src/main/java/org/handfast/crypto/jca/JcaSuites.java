package org.handfast.crypto.jca;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Aead;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.Suite12.Authentication;
import org.handfast.crypto.Suite12.KeyExchange;
import org.handfast.crypto.Suite13;
import org.handfast.iana.CipherSuite;

/** Makes the suites the platform can do; suites with the same AEAD share one object. Immutable and thread-safe. */
final class JcaSuites {
    /** RFC 5288 §3: the salt; eight bytes of each nonce are explicit. */
    private static final int GCM_FIXED_IV = 4;

    /** RFC 7905 §2: the whole nonce is implicit. */
    private static final int CHACHA20_FIXED_IV = 12;

    private final Optional<Aead> aes128;
    private final Optional<Aead> aes256;
    private final Optional<Aead> chacha20;
    private final Optional<Hash> sha256;
    private final Optional<Hash> sha384;

    JcaSuites(PlatformProviders providers) {
        aes128 = present(() -> JcaAead.aesGcm(16, providers));
        aes256 = present(() -> JcaAead.aesGcm(32, providers));
        chacha20 = present(() -> JcaAead.chacha20(providers));
        sha256 = present(() -> new JcaHash("SHA-256", "HmacSHA256", providers));
        sha384 = present(() -> new JcaHash("SHA-384", "HmacSHA384", providers));
    }

    /** RFC 9846 appendix B.4. */
    List<Suite13> suites13() {
        List<Suite13> suites = new ArrayList<>();
        add(suites, CipherSuite.TLS_AES_128_GCM_SHA256, aes128, sha256);
        add(suites, CipherSuite.TLS_AES_256_GCM_SHA384, aes256, sha384);
        add(suites, CipherSuite.TLS_CHACHA20_POLY1305_SHA256, chacha20, sha256);
        return List.copyOf(suites);
    }

    /** RFC 5288 §3, RFC 5289 §3.2, RFC 7905 §2. */
    List<Suite12> suites12() {
        List<Suite12> suites = new ArrayList<>();
        addAll(suites, KeyExchange.ECDHE, Authentication.ECDSA, List.of(
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256));
        addAll(suites, KeyExchange.ECDHE, Authentication.RSA, List.of(
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256));
        addAll(suites, KeyExchange.DHE, Authentication.RSA, List.of(
                CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
                CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,
                CipherSuite.TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256));
        return List.copyOf(suites);
    }

    /** The three AEADs with one key exchange. */
    private void addAll(
            List<Suite12> suites, KeyExchange exchange, Authentication authentication, List<CipherSuite> codes) {
        aes128.ifPresent(aead -> sha256.ifPresent(hash ->
                suites.add(new Suite12(codes.get(0), exchange, authentication, aead, hash, GCM_FIXED_IV))));
        aes256.ifPresent(aead -> sha384.ifPresent(hash ->
                suites.add(new Suite12(codes.get(1), exchange, authentication, aead, hash, GCM_FIXED_IV))));
        chacha20.ifPresent(aead -> sha256.ifPresent(hash ->
                suites.add(new Suite12(codes.get(2), exchange, authentication, aead, hash, CHACHA20_FIXED_IV))));
    }

    private static void add(List<Suite13> suites, CipherSuite code, Optional<Aead> aead, Optional<Hash> hash) {
        aead.ifPresent(a -> hash.ifPresent(h -> suites.add(new Suite13(code, a, h))));
    }

    private static <T> Optional<T> present(Maker<? extends T> maker) {
        try {
            return Optional.of(maker.make());
        } catch (GeneralSecurityException e) {
            // absent on this platform, and so from the lists
            return Optional.empty();
        }
    }

    /** Makes one primitive, or says that the platform cannot. */
    private interface Maker<T> {
        T make() throws GeneralSecurityException;
    }
}
