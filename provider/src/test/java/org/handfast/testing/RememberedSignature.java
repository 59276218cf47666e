package org.handfast.testing;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.iana.SignatureScheme;

/** Signs and judges the same content the same way twice, so that a test handshake can be played again, and fast. */
public record RememberedSignature(SignatureAlgorithm real, Map<String, byte[]> signed, Map<String, Boolean> judged)
        implements SignatureAlgorithm {
    public RememberedSignature(SignatureAlgorithm real) {
        this(real, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    @Override
    public SignatureScheme scheme() {
        return real.scheme();
    }

    @Override
    public String jcaName() {
        return real.jcaName();
    }

    @Override
    public String keyType() {
        return real.keyType();
    }

    @Override
    public boolean certificatesOnly() {
        return real.certificatesOnly();
    }

    @Override
    public boolean fits(PublicKey key) {
        return real.fits(key);
    }

    @Override
    public byte[] sign(PrivateKey key, byte[] content) {
        String name = System.identityHashCode(key) + hex(content);
        return signed.computeIfAbsent(name, k -> real.sign(key, content)).clone();
    }

    @Override
    public boolean verify(PublicKey key, byte[] content, byte[] signature) {
        String name = hex(key.getEncoded()) + "/" + hex(content) + "/" + hex(signature);
        return judged.computeIfAbsent(name, k -> real.verify(key, content, signature));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
