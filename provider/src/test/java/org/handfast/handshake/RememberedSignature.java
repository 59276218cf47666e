package org.handfast.handshake;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.iana.SignatureScheme;

/** Signs the same content the same way twice, so that a test handshake can be played again. */
record RememberedSignature(SignatureAlgorithm real, Map<String, byte[]> signed) implements SignatureAlgorithm {
    RememberedSignature(SignatureAlgorithm real) {
        this(real, new ConcurrentHashMap<>());
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
        String name = System.identityHashCode(key) + HexFormat.of().formatHex(content);
        return signed.computeIfAbsent(name, k -> real.sign(key, content)).clone();
    }

    @Override
    public boolean verify(PublicKey key, byte[] content, byte[] signature) {
        return real.verify(key, content, signature);
    }
}
