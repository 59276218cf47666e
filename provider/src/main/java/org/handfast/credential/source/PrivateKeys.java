package org.handfast.credential.source;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import org.handfast.failure.Reason;

/**
 * Private keys from DER. PKCS #1 and SEC 1 keys are wrapped into PKCS #8 (RFC 5958 §2), whose algorithm
 * identifier names the kind of key.
 */
final class PrivateKeys {
    private static final String RSA = "1.2.840.113549.1.1.1";
    private static final String EC = "1.2.840.10045.2.1";

    private static final Map<String, String> KINDS = Map.of(
            RSA, "RSA",
            "1.2.840.113549.1.1.10", "RSASSA-PSS",
            EC, "EC",
            "1.3.101.112", "Ed25519",
            "1.3.101.113", "Ed448");

    private PrivateKeys() {}

    static PrivateKey read(String label, byte[] der) {
        byte[] pkcs8 = switch (label) {
            case "PRIVATE KEY" -> der;
            case "RSA PRIVATE KEY" -> Der.sequence(Der.integer(0), Der.sequence(Der.oid(RSA), Der.nothing()),
                    Der.octets(der));
            case "EC PRIVATE KEY" -> Der.sequence(Der.integer(0), Der.sequence(Der.oid(EC), curve(der)),
                    Der.octets(der));
            case "ENCRYPTED PRIVATE KEY" -> throw unreadable("the private key is encrypted");
            default -> throw unreadable("private keys of kind " + label + " are not supported");
        };
        try {
            return key(pkcs8);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    private static PrivateKey key(byte[] pkcs8) {
        String algorithm = KINDS.get(algorithm(pkcs8));
        if (algorithm == null) {
            throw unreadable("keys of this algorithm are not supported");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            // the cause may quote key material on some providers: it stays out
            throw unreadable("the private key cannot be parsed");
        }
    }

    /** PrivateKeyInfo ::= SEQUENCE { version INTEGER, algorithm SEQUENCE { OBJECT IDENTIFIER, ... }, ... } */
    private static String algorithm(byte[] pkcs8) {
        DerReader info = new DerReader(pkcs8).sequence();
        info.skip();
        return info.sequence().oid();
    }

    /** ECPrivateKey ::= SEQUENCE { version, privateKey, parameters [0], publicKey [1] } (RFC 5915 §3). */
    private static byte[] curve(byte[] sec1) {
        DerReader key = new DerReader(sec1).sequence();
        key.skip();
        key.skip();
        return key.tagged(0xA0);
    }

    private static RuntimeException unreadable(String why) {
        return Reason.CREDENTIAL_UNREADABLE.with("why", why);
    }
}
