package org.handfast.jsse;

import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.util.Locale;
import java.util.Map;

/** The key type names of JSSE: {@code RSA}, {@code RSASSA-PSS}, {@code EC}, {@code EdDSA}. */
final class KeyTypes {
    private static final Map<String, String> COMMON = Map.of(
            "ECDSA", "EC",
            "ED25519", "EdDSA",
            "ED448", "EdDSA",
            "EDDSA", "EdDSA",
            "RSAPSS", "RSASSA-PSS");
    private static final Map<Integer, String> CURVE_SIGNATURES =
            Map.of(256, "SHA256withECDSA", 384, "SHA384withECDSA", 521, "SHA512withECDSA");

    private KeyTypes() {}

    /** The type of a key, whichever provider made it. */
    static String of(PublicKey key) {
        return common(key.getAlgorithm());
    }

    /** The common spelling of a key type. */
    static String common(String name) {
        return COMMON.getOrDefault(name.toUpperCase(Locale.ROOT), name);
    }

    /** The type of key that makes signatures with this JCA name. */
    static String ofSignature(String signature) {
        String name = signature.toUpperCase(Locale.ROOT);
        int with = name.indexOf("WITH");
        return common(with < 0 ? signature : name.substring(with + 4));
    }

    /** JCA name of the only signature an EC key can make in TLS 1.3 (RFC 9846 §4.3.3); else null. */
    static String boundSignature(PublicKey key) {
        return key instanceof ECKey ec
                ? CURVE_SIGNATURES.get(ec.getParams().getCurve().getField().getFieldSize())
                : null;
    }
}
