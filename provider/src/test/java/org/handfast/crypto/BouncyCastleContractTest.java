package org.handfast.crypto;

import java.math.BigInteger;
import java.util.List;
import org.handfast.crypto.bc.BouncyCastle;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;

/** Bouncy Castle. */
class BouncyCastleContractTest extends BackendContractTest {
    private final CryptoBackend backend = BouncyCastle.find().orElseThrow();

    @Override
    CryptoBackend backend() {
        return backend;
    }

    @Override
    List<CipherSuite> suites() {
        return List.of(
                CipherSuite.TLS_AES_128_CCM_SHA256,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
                CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CCM,
                CipherSuite.TLS_DHE_RSA_WITH_AES_128_CCM,
                CipherSuite.TLS_DHE_RSA_WITH_AES_256_CCM);
    }

    @Override
    List<NamedGroup> groups() {
        return List.of(
                NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1, NamedGroup.SECP521R1,
                NamedGroup.MLKEM768, NamedGroup.MLKEM1024);
    }

    @Override
    List<SignatureScheme> schemes() {
        return List.of(
                SignatureScheme.ECDSA_SECP256R1_SHA256,
                SignatureScheme.ECDSA_SECP384R1_SHA384,
                SignatureScheme.ECDSA_SECP521R1_SHA512);
    }

    /** The library draws as many bits as the order has, big-endian. */
    @Override
    byte[] drawnFor(BigInteger scalar, int length) {
        byte[] big = scalar.toByteArray();
        byte[] drawn = new byte[length];
        int count = Math.min(big.length, length);
        System.arraycopy(big, big.length - count, drawn, length - count, count);
        return drawn;
    }
}
