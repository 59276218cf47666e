package org.handfast.crypto;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;

/** The Java platform. */
class JdkContractTest extends BackendContractTest {
    private static final Map<SignatureScheme, List<String>> FAULTS_OF_17 = Map.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256, List.of("tcId 350 is valid", "tcId 479 is valid"),
            SignatureScheme.ECDSA_SECP384R1_SHA384, List.of("tcId 382 is valid"),
            SignatureScheme.ECDSA_SECP521R1_SHA512, List.of("tcId 419 is valid"));

    private final CryptoBackend backend = JcaBackend.platform();

    @Override
    CryptoBackend backend() {
        return backend;
    }

    @Override
    List<CipherSuite> suites() {
        return CipherSuite.known().stream()
                .filter(s -> s.toString().contains("_GCM_") || s.toString().contains("_CHACHA20_"))
                .filter(s -> !s.isLegacy())
                .toList();
    }

    @Override
    List<NamedGroup> groups() {
        List<NamedGroup> groups = new ArrayList<>(List.of(
                NamedGroup.X25519, NamedGroup.X448,
                NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1,
                NamedGroup.FFDHE2048, NamedGroup.FFDHE3072, NamedGroup.FFDHE4096,
                NamedGroup.FFDHE6144, NamedGroup.FFDHE8192));
        if (Runtime.version().feature() >= 24) {
            groups.add(NamedGroup.MLKEM768);
            groups.add(NamedGroup.MLKEM1024);
        }
        return groups;
    }

    @Override
    List<SignatureScheme> schemes() {
        return SignatureScheme.known().stream()
                .filter(s -> !s.equals(SignatureScheme.RSA_PKCS1_SHA1) && !s.equals(SignatureScheme.ECDSA_SHA1))
                .toList();
    }

    /** Java 17 refuses signatures whose r is smaller than the x coordinate by the order: one in 2^128. */
    @Override
    List<String> knownFaults(SignatureScheme scheme) {
        if (Runtime.version().feature() > 17) {
            return List.of();
        }
        return FAULTS_OF_17.getOrDefault(scheme, List.of());
    }

    /** The platform draws 64 bits more than the order has, little-endian, and reduces. */
    @Override
    byte[] drawnFor(BigInteger scalar, int length) {
        byte[] big = scalar.toByteArray();
        byte[] drawn = new byte[(length == 66 ? 521 + 64 + 7 : length * 8 + 64) / 8];
        for (int i = 0; i < big.length && i < drawn.length; i++) {
            drawn[i] = big[big.length - 1 - i];
        }
        return drawn;
    }
}
