package org.handfast.interop;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;

/** The certificates of the matrix, in memory for our side and in files for tools. */
final class Pki {
    private final Path directory;
    private final Authority root = Certificates.authority("Interop Root");
    private final Map<KeyKind, Identity> servers = new ConcurrentHashMap<>();
    private final Map<KeyKind, Identity> clients = new ConcurrentHashMap<>();

    Pki(Path directory) {
        this.directory = directory;
        write("ca.pem", pem("CERTIFICATE", encoded(root.certificate())));
    }

    /** Where the files are. */
    Path directory() {
        return directory;
    }

    /** The root alone. */
    KeyStore anchors() {
        return Certificates.trusting(root);
    }

    Path anchorFile() {
        return directory.resolve("ca.pem");
    }

    /** For localhost and 127.0.0.1. */
    Identity server(KeyKind kind) {
        return servers.computeIfAbsent(kind, k -> written("server", k, localhost(k)));
    }

    /** Older tools want the usage of key exchange even where keys only sign. */
    private Identity localhost(KeyKind kind) {
        int exchange = kind.name().startsWith("RSA") ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
        int more = kind == KeyKind.RSA_PSS_2048 || kind.name().startsWith("ED") ? 0 : exchange;
        return root.issue("localhost").dns("localhost").ip("127.0.0.1").server().usage(more).keys(kind).make();
    }

    Identity client(KeyKind kind) {
        return clients.computeIfAbsent(kind, k -> written("client", k, root.client("interop client", k)));
    }

    /** The server's chain in PEM. */
    Path serverChain(KeyKind kind) {
        server(kind);
        return directory.resolve("server-" + kind + ".pem");
    }

    /** The server's key in PEM, PKCS #8. */
    Path serverKey(KeyKind kind) {
        server(kind);
        return directory.resolve("server-" + kind + ".key");
    }

    /** The client's chain in PEM. */
    Path clientChain(KeyKind kind) {
        client(kind);
        return directory.resolve("client-" + kind + ".pem");
    }

    /** The client's key in PEM, PKCS #8. */
    Path clientKey(KeyKind kind) {
        client(kind);
        return directory.resolve("client-" + kind + ".key");
    }

    private Identity written(String name, KeyKind kind, Identity identity) {
        StringBuilder chain = new StringBuilder();
        identity.chain().forEach(c -> chain.append(pem("CERTIFICATE", encoded(c))));
        write(name + "-" + kind + ".pem", chain.toString());
        write(name + "-" + kind + ".key", pem("PRIVATE KEY", encoded(identity)));
        try (OutputStream out = Files.newOutputStream(directory.resolve(name + "-" + kind + ".p12"))) {
            new Identity(identity.chain(), new Encoded(identity.key().getAlgorithm(), encoded(identity)))
                    .keyStore(name + "-" + kind)
                    .store(out, Identity.PASSWORD);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return identity;
    }

    /** The JDK leaves the public key out of RFC 5915's structure; some tools need it. */
    private static byte[] encoded(Identity identity) {
        if (!identity.key().getAlgorithm().equals("EC")) {
            return identity.key().getEncoded();
        }
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(identity.key().getEncoded());
            BigInteger number = ECPrivateKey.getInstance(info.parsePrivateKey()).getKey();
            int bits = ((java.security.interfaces.ECKey) identity.key()).getParams().getOrder().bitLength();
            ASN1BitString point = SubjectPublicKeyInfo.getInstance(identity.certificate().getPublicKey().getEncoded())
                    .getPublicKeyData();
            ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
            return new PrivateKeyInfo(info.getPrivateKeyAlgorithm(), new ECPrivateKey(bits, number, point, curve))
                    .getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key that is only its bytes. */
    private record Encoded(String algorithm, byte[] bytes) implements PrivateKey {
        @Override
        public String getAlgorithm() {
            return algorithm;
        }

        @Override
        public String getFormat() {
            return "PKCS#8";
        }

        @Override
        public byte[] getEncoded() {
            return bytes;
        }

        @Override
        public String toString() {
            return "a key of a test";
        }
    }

    private static byte[] encoded(java.security.cert.Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    private void write(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
