package org.handfast.crypto;

import org.handfast.failure.Reason;
import org.handfast.iana.NamedGroup;

/** The parameter sets of ML-KEM (FIPS 203) that groups use, and what can be checked about their encodings. */
public enum MlKemParameters {
    /** Security category 3. */
    ML_KEM_768("ML-KEM-768", NamedGroup.MLKEM768, 3, 1088),
    /** Security category 5. */
    ML_KEM_1024("ML-KEM-1024", NamedGroup.MLKEM1024, 4, 1568);

    /** Bytes that hold one polynomial of 256 coefficients, 12 bits each. */
    private static final int POLYNOMIAL = 384;

    private static final int SEED = 32;
    private static final int Q = 3329;

    private final String algorithm;
    private final NamedGroup group;
    private final int rank;
    private final int ciphertextLength;

    MlKemParameters(String algorithm, NamedGroup group, int rank, int ciphertextLength) {
        this.algorithm = algorithm;
        this.group = group;
        this.rank = rank;
        this.ciphertextLength = ciphertextLength;
    }

    /** The name in FIPS 203, which is the JCA name too. */
    public String algorithm() {
        return algorithm;
    }

    /** The group that is this KEM alone. */
    public NamedGroup group() {
        return group;
    }

    /** Length of an encapsulation key in bytes. */
    public int keyLength() {
        return rank * POLYNOMIAL + SEED;
    }

    /** Length of a ciphertext in bytes. */
    public int ciphertextLength() {
        return ciphertextLength;
    }

    /**
     * The encapsulation key check of FIPS 203 §7.2, which RFC 10024 demands of the server: length, and every
     * coefficient below q.
     *
     * @throws org.handfast.failure.TlsFailure BAD_KEY_SHARE
     */
    public void requireKey(byte[] encapsulationKey) {
        if (encapsulationKey.length != keyLength()) {
            throw Reason.BAD_KEY_SHARE.with("group", group, "length", encapsulationKey.length);
        }
        for (int i = 0; i < rank * POLYNOMIAL; i += 3) {
            int low = (encapsulationKey[i] & 0xFF) | (encapsulationKey[i + 1] & 0x0F) << 8;
            int high = (encapsulationKey[i + 1] & 0xF0) >> 4 | (encapsulationKey[i + 2] & 0xFF) << 4;
            if (low >= Q || high >= Q) {
                throw Reason.BAD_KEY_SHARE.with("group", group, "coefficient", "not reduced");
            }
        }
    }

    /**
     * The ciphertext check of FIPS 203 §7.3: its length. A wrong ciphertext of right length is not an error: it
     * gives another secret, and the handshake ends at Finished (security rule K-2).
     *
     * @throws org.handfast.failure.TlsFailure BAD_KEY_SHARE
     */
    public void requireCiphertext(byte[] ciphertext) {
        if (ciphertext.length != ciphertextLength) {
            throw Reason.BAD_KEY_SHARE.with("group", group, "length", ciphertext.length);
        }
    }
}
