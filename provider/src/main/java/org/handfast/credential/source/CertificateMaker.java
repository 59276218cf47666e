package org.handfast.credential.source;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.failure.Reason;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.SignatureScheme;

/**
 * Makes X.509 v3 certificates signed with ECDSA on P-256 (RFC 5280 §4.1, RFC 5758 §3.2): an authority of one's own
 * and what it issues. Immutable and thread-safe.
 */
public final class CertificateMaker {
    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String SUBJECT_ALT_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final int KEY_IDENTIFIER_BYTES = 20;
    private static final int SERIAL_BYTES = 16;

    /** RFC 5280 §4.1.2.5: UTCTime through 2049, GeneralizedTime after. */
    private static final int FIRST_GENERALIZED_YEAR = 2050;

    private final Catalog catalog;
    private final Randomness randomness;

    /** A maker with these primitives. */
    public CertificateMaker(Catalog catalog, Randomness randomness) {
        this.catalog = catalog;
        this.randomness = randomness;
    }

    /**
     * A certificate with its private key.
     *
     * @param certificate the certificate
     * @param keys its keys, never printed
     */
    public record Made(X509Certificate certificate, KeyPair keys) {
        @Override
        public String toString() {
            return "Made[" + certificate.getSubjectX500Principal() + "]";
        }
    }

    /** A self-signed authority that issues end entities only. */
    public Made authority(String commonName, KeyPair keys, Instant from, Instant to) {
        byte[] identifier = keyIdentifier(keys.getPublic());
        byte[] extensions = Der.sequence(
                extension(BASIC_CONSTRAINTS, true, Der.sequence(Der.yes(), Der.integer(0))),
                // keyCertSign(5), cRLSign(6)
                extension(KEY_USAGE, true, Der.bits(new byte[] {0x06}, 1)),
                extension(SUBJECT_KEY_IDENTIFIER, false, Der.octets(identifier)));
        byte[] name = name(commonName);
        return new Made(signed(body(name, name, keys.getPublic(), from, to, extensions), keys.getPrivate()), keys);
    }

    /** A server certificate for these host names and addresses, issued by the authority. */
    public Made server(Made authority, List<String> names, KeyPair keys, Instant from, Instant to) {
        byte[] extensions = Der.sequence(
                extension(BASIC_CONSTRAINTS, true, Der.sequence()),
                // digitalSignature(0)
                extension(KEY_USAGE, true, Der.bits(new byte[] {(byte) 0x80}, 7)),
                extension(EXTENDED_KEY_USAGE, false, Der.sequence(Der.oid(SERVER_AUTH))),
                extension(SUBJECT_ALT_NAME, false, alternativeNames(names)),
                extension(SUBJECT_KEY_IDENTIFIER, false, Der.octets(keyIdentifier(keys.getPublic()))),
                extension(AUTHORITY_KEY_IDENTIFIER, false, Der.sequence(
                        Der.element(0x80, keyIdentifier(authority.keys().getPublic())))));
        byte[] issuer = authority.certificate().getSubjectX500Principal().getEncoded();
        byte[] body = body(issuer, name(names.get(0)), keys.getPublic(), from, to, extensions);
        return new Made(signed(body, authority.keys().getPrivate()), keys);
    }

    /** TBSCertificate (RFC 5280 §4.1). */
    private byte[] body(byte[] issuer, byte[] subject, PublicKey key, Instant from, Instant to, byte[] extensions) {
        return Der.sequence(
                Der.element(0xA0, Der.integer(2)),
                Der.integer(serial()),
                Der.sequence(Der.oid(ECDSA_WITH_SHA256)),
                issuer,
                Der.sequence(time(from), time(to)),
                subject,
                key.getEncoded(),
                Der.element(0xA3, extensions));
    }

    private X509Certificate signed(byte[] body, PrivateKey key) {
        byte[] signature = catalog.signatureAlgorithm(SignatureScheme.ECDSA_SECP256R1_SHA256)
                .orElseThrow(() -> Reason.ALGORITHM_UNAVAILABLE.with("name", SignatureScheme.ECDSA_SECP256R1_SHA256))
                .sign(key, body);
        byte[] der = Der.sequence(body, Der.sequence(Der.oid(ECDSA_WITH_SHA256)), Der.bits(signature));
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw Reason.INTERNAL_ERROR.causedBy(e, "what", "certificate of our own");
        }
    }

    /** RFC 5280 §4.1.2.2: positive, at most 20 bytes; unpredictable. */
    private BigInteger serial() {
        return new BigInteger(1, randomness.bytes(SERIAL_BYTES)).setBit(SERIAL_BYTES * 8 - 2);
    }

    /** The left 160 bits of SHA-256 over the key's bits (RFC 7093 §2, method 1). */
    private byte[] keyIdentifier(PublicKey key) {
        Hash sha256 = catalog.suite13(CipherSuite.TLS_AES_128_GCM_SHA256).orElseThrow().hash();
        DerReader info = new DerReader(key.getEncoded()).sequence();
        info.skip();
        byte[] bits = info.tagged(0x03);
        return Arrays.copyOf(sha256.digest(Arrays.copyOfRange(bits, 1, bits.length)), KEY_IDENTIFIER_BYTES);
    }

    /** Host names as dNSName [2], addresses as iPAddress [7] (RFC 5280 §4.2.1.6). */
    private static byte[] alternativeNames(List<String> names) {
        List<byte[]> encoded = new ArrayList<>();
        for (String name : names) {
            byte[] address = AddressBytes.of(name);
            encoded.add(address.length > 0
                    ? Der.element(0x87, address)
                    : Der.element(0x82, name.getBytes(StandardCharsets.US_ASCII)));
        }
        return Der.sequence(encoded.toArray(byte[][]::new));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8(commonName))));
    }

    private static byte[] time(Instant instant) {
        boolean general = instant.atOffset(ZoneOffset.UTC).getYear() >= FIRST_GENERALIZED_YEAR;
        String pattern = general ? "uuuuMMddHHmmss'Z'" : "uuMMddHHmmss'Z'";
        String text = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(instant.atOffset(ZoneOffset.UTC));
        return Der.element(general ? 0x18 : 0x17, text.getBytes(StandardCharsets.US_ASCII));
    }
}
