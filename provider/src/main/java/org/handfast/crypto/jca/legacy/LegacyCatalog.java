package org.handfast.crypto.jca.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Aead;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Hash;
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
     * @return the same where nothing is named; without a suite whose parts the platform lacks
     */
    public static Catalog with(Catalog catalog, List<CipherSuite> named) {
        List<Suite12> suites = new ArrayList<>(catalog.suites12());
        for (CipherSuite suite : named) {
            if (suite.isLegacy() && catalog.suite12(suite).isEmpty()) {
                suite(suite, catalog).ifPresent(suites::add);
            }
        }
        return suites.size() == catalog.suites12().size()
                ? catalog
                : new Catalog(catalog.suites13(), suites, catalog.kems(), catalog.signatureAlgorithms());
    }

    private static Optional<Suite12> suite(CipherSuite suite, Catalog catalog) {
        String name = suite.toString();
        String cipher = name.substring(name.indexOf(WITH) + WITH.length());
        return switch (cipher) {
            case "AES_128_GCM_SHA256" ->
                    model(catalog, CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256).map(m -> gcm(suite, m));
            case "AES_256_GCM_SHA384" ->
                    model(catalog, CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384).map(m -> gcm(suite, m));
            default -> Optional.empty();
        };
    }

    /** A suite of the catalog with the same cipher. */
    private static Optional<Suite12> model(Catalog catalog, CipherSuite suite) {
        return catalog.suite12(suite);
    }

    /** RFC 5288 §3: all as with DHE_RSA but for the key exchange. */
    private static Suite12 gcm(CipherSuite suite, Suite12 model) {
        return made(suite, model.aead(), Optional.empty(), model.hash(), model.fixedIvLength());
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
