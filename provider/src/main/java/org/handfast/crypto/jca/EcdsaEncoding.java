package org.handfast.crypto.jca;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The one DER form of an ECDSA signature, which the platform's verifiers do not insist on (security rule K-4). Then
 * one signature has one encoding, and no odd number reaches the arithmetic.
 *
 * <pre>
 * Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }
 * </pre>
 */
final class EcdsaEncoding {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;

    private final byte[] bytes;
    private int at;

    private EcdsaEncoding(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether these are two numbers from 1 to n-1 in DER, and nothing else. */
    static boolean isStrict(byte[] signature, BigInteger n) {
        EcdsaEncoding in = new EcdsaEncoding(signature);
        return in.header(SEQUENCE) == signature.length - in.at && in.number(n) && in.number(n)
                && in.at == signature.length;
    }

    /** The length of the content, or -1 where tag or length are not DER. */
    private int header(int tag) {
        if (at + 2 > bytes.length || (bytes[at] & 0xFF) != tag) {
            return -1;
        }
        int length = bytes[at + 1] & 0xFF;
        at += 2;
        if (length < 0x80) {
            return length;
        }
        // a long form of one byte is all that 521 bits need, and only right where the short form is too short
        if (length != 0x81 || at >= bytes.length || (bytes[at] & 0xFF) < 0x80) {
            return -1;
        }
        return bytes[at++] & 0xFF;
    }

    private boolean number(BigInteger n) {
        int length = header(INTEGER);
        if (length < 1 || length > bytes.length - at) {
            return false;
        }
        BigInteger value = new BigInteger(Arrays.copyOfRange(bytes, at, at + length));
        at += length;
        return value.signum() > 0 && value.compareTo(n) < 0 && value.toByteArray().length == length;
    }
}
