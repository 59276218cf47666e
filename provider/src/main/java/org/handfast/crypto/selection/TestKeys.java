package org.handfast.crypto.selection;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.handfast.iana.SignatureScheme;

/** Public keys for the self-test, whose private halves were never kept. */
final class TestKeys {
    /** SubjectPublicKeyInfo. */
    private static final Map<SignatureScheme, String> KEYS = Map.ofEntries(
            Map.entry(
                    SignatureScheme.ECDSA_SECP256R1_SHA256,
                    "3059301306072a8648ce3d020106082a8648ce3d0301070342000424ca9a3b17d141d6af3095637698afea3d3f"
                    + "d518e2bc4beee43e8859304e109bf1ff1c62abab35014464374465d2a889ecfe9b937e7dbea82e7fafff37aa7d"
                    + "be"),
            Map.entry(
                    SignatureScheme.ECDSA_SECP384R1_SHA384,
                    "3076301006072a8648ce3d020106052b810400220362000424b32d91de8f37e7429c5e1e4ded907c89f6a075e3"
                    + "6c8e03d71672f8cdc1daf405e6867d5f6ef86cedffe34059298dc7787d92d7fd297ee58a5e7af06208f3501dc3"
                    + "484bec6d306e661fa74b9a87f98e63cae27e9686f67437ec20bfeba3d231"),
            Map.entry(
                    SignatureScheme.ECDSA_SECP521R1_SHA512,
                    "30819b301006072a8648ce3d020106052b810400230381860004007d2bdf36c410121d62e09b4373a9bbfe1e2d"
                    + "70fc2f4bdd9ad21e7d7529a022d68e1f0b7bbeecf64348616e3036c42286952aa21ad5e6abfab07dc2e87b34f1"
                    + "3ad00036c01ac028f43faaaf5575b7ae71978532e8f221ac7c3e2ef50e843abb919ee761520eceed8244a82e91"
                    + "ec20fe3a47e1eac7d70daf425b30db3f72606e02f6bbeb"),
            Map.entry(
                    SignatureScheme.ED25519,
                    "302a300506032b65700321007548599be30a28834665827d2bf82eee56f5eea071349dae5fdc1895dd2a585f"),
            Map.entry(
                    SignatureScheme.ED448,
                    "3043300506032b6571033a00d5e186556fdaee9a6ef61762b6f260b24b5d23a1326bd4382e864976c947fe0b73"
                    + "74ffcacd5fb6915adc592b89957c595be450e748e0ac6080"));

    /** A modulus of 2,048 bits. */
    private static final String MODULUS = ""
            + "a4289858a24b86a8c911d68d2ca8982152577db671123585d4b0d5a3eb3125a639bbb85c3dec06ca22e443ecba81462c"
            + "423bc7d7d430746e0f0e014629ceb22fdf94d7720fd02eea17fc357b23f19c192b4ce0b9e783a9a9f7a3d74d5121deb5"
            + "4129616d37b5a4956b9fd7f4554a0f461ac5fa3112e61a35b2e43440e15b47d5025c0de1642b856010d9f4cb73954f4f"
            + "e99fc9adc164bfe193f58e2630b48bfcd2d0522235374274d2c405cf2d605681bc79f26fb39a111c1ea9d0f4d31ed7f8"
            + "3ac7be999c5563f5bde0d4911c0df155cf108d73432e4a267962c5a10be0ef01f41e43a9f1f0c667404711f3563302a0"
            + "6e73022609f71185a9eaffab592c225d";

    private TestKeys() {}

    /** A key that the scheme takes. */
    static PublicKey of(SignatureScheme scheme) throws GeneralSecurityException {
        String encoded = KEYS.get(scheme);
        if (encoded == null) {
            return KeyFactory.getInstance(scheme.toString().startsWith("rsa_pss_pss") ? "RSASSA-PSS" : "RSA")
                    .generatePublic(new RSAPublicKeySpec(new BigInteger(MODULUS, 16), BigInteger.valueOf(65537)));
        }
        String factory = scheme.toString().startsWith("ecdsa") ? "EC" : "EdDSA";
        return KeyFactory.getInstance(factory)
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(encoded)));
    }

    /** Signatures that no private key can have made. */
    static List<byte[]> forgeries(PublicKey key) {
        if (key instanceof ECPublicKey ec) {
            BigInteger n = ec.getParams().getOrder();
            return List.of(
                    new byte[0],
                    der(BigInteger.ZERO, BigInteger.ZERO),
                    der(BigInteger.ZERO, BigInteger.ONE),
                    der(BigInteger.ONE, BigInteger.ZERO),
                    der(n, n),
                    der(n, BigInteger.ONE),
                    der(BigInteger.ONE, n));
        }
        if (key instanceof RSAPublicKey rsa) {
            int length = rsa.getModulus().bitLength() / 8;
            byte[] one = new byte[length];
            one[length - 1] = 1;
            return List.of(new byte[0], new byte[length], one, filled(length));
        }
        int length = key.getEncoded().length > 60 ? 114 : 64;
        return List.of(new byte[0], new byte[length], filled(length));
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }

    /** Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }. */
    private static byte[] der(BigInteger r, BigInteger s) {
        byte[] one = r.toByteArray();
        byte[] two = s.toByteArray();
        int content = 4 + one.length + two.length;
        int header = content > 127 ? 3 : 2;
        byte[] der = new byte[header + content];
        der[0] = 0x30;
        der[1] = (byte) 0x81;
        der[header - 1] = (byte) content;
        der[header] = 2;
        der[header + 1] = (byte) one.length;
        System.arraycopy(one, 0, der, header + 2, one.length);
        der[header + 2 + one.length] = 2;
        der[header + 3 + one.length] = (byte) two.length;
        System.arraycopy(two, 0, der, header + 4 + one.length, two.length);
        return der;
    }
}
