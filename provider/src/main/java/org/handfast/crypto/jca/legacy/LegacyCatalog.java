package org.handfast.crypto.jca.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Aead;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.Suite12.Authentication;
import org.handfast.crypto.Suite12.KeyExchange;
import org.handfast.iana.CipherSuite;

/**
 * The only way to a legacy suite: catalogs with those that a profile names. Every other catalog has none, and so have
 * all contexts made of it. Stateless and thread-safe.
 */
public final class LegacyCatalog {
    private static final String WITH = "_WITH_";

    private LegacyCatalog() {}

    /**
     * The catalog with these suites behind its own.
     *
     * @param catalog lends its primitives
     * @param named legacy suites, none of them twice; others are left alone
     * @param randomness for IVs
     * @return the same where nothing is named; without a suite whose parts the platform lacks
     */
    public static Catalog with(Catalog catalog, List<CipherSuite> named, Randomness randomness) {
        List<Suite12> suites = new ArrayList<>(catalog.suites12());
        for (CipherSuite suite : named) {
            if (suite.isLegacy() && catalog.suite12(suite).isEmpty()) {
                suite(suite, catalog, randomness).ifPresent(suites::add);
            }
        }
        return suites.size() == catalog.suites12().size()
                ? catalog
                : new Catalog(catalog.suites13(), suites, catalog.kems(), catalog.signatureAlgorithms());
    }

    /** The PRF is that of SHA-256 wherever the name does not say SHA384 (RFC 5246 §5, RFC 5289 §3.1). */
    private static Optional<Suite12> suite(CipherSuite suite, Catalog catalog, Randomness randomness) {
        Optional<Suite12> sha256 = catalog.suite12(CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256);
        Optional<Suite12> sha384 = catalog.suite12(CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384);
        String name = suite.toString();
        return switch (name.substring(name.indexOf(WITH) + WITH.length())) {
            case "AES_128_GCM_SHA256" -> sha256.map(model -> gcm(suite, model));
            case "AES_256_GCM_SHA384" -> sha384.map(model -> gcm(suite, model));
            case "AES_128_CBC_SHA" -> sha256.map(model -> cbc(suite, 16, CbcMac.SHA1, model.hash(), randomness));
            case "AES_256_CBC_SHA" -> sha256.map(model -> cbc(suite, 32, CbcMac.SHA1, model.hash(), randomness));
            case "AES_128_CBC_SHA256" -> sha256.map(model -> cbc(suite, 16, CbcMac.SHA256, model.hash(), randomness));
            case "AES_256_CBC_SHA256" -> sha256.map(model -> cbc(suite, 32, CbcMac.SHA256, model.hash(), randomness));
            case "AES_256_CBC_SHA384" -> sha384.map(model -> cbc(suite, 32, CbcMac.SHA384, model.hash(), randomness));
            default -> Optional.empty();
        };
    }

    /** RFC 5288 §3: all as with DHE_RSA but for the key exchange. */
    private static Suite12 gcm(CipherSuite suite, Suite12 model) {
        return made(suite, model.aead(), Optional.empty(), model.hash(), model.fixedIvLength());
    }

    /** RFC 5246 appendix A.5, RFC 5289 §3.1. The IV is in each record, not in the key block. */
    private static Suite12 cbc(CipherSuite suite, int keyLength, CbcMac mac, Hash hash, Randomness randomness) {
        CbcHmac protection = new CbcHmac(keyLength, mac, CbcHmac.Order.MAC_THEN_ENCRYPT, randomness);
        return made(suite, protection, Optional.of(protection.encryptThenMac()), hash, 0);
    }

    private static Suite12 made(
            CipherSuite suite, Aead protection, Optional<Aead> encryptThenMac, Hash hash, int fixedIvLength) {
        String name = suite.toString();
        String exchange = name.substring("TLS_".length(), name.indexOf(WITH));
        KeyExchange keyExchange = exchange.equals("RSA")
                ? KeyExchange.RSA
                : exchange.startsWith("ECDHE") ? KeyExchange.ECDHE : KeyExchange.DHE;
        Authentication authentication = exchange.endsWith("ECDSA") ? Authentication.ECDSA : Authentication.RSA;
        Suite12.Older older = new Suite12.Older(
                keyExchange == KeyExchange.RSA ? Optional.of(new RsaKeyTransport()) : Optional.empty(),
                encryptThenMac);
        return new Suite12(
                suite, keyExchange, authentication, protection, hash, fixedIvLength, Optional.of(older));
    }
}
