package org.handfast.crypto.selection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.handfast.iana.NamedGroup;

/** Key shares that no honest peer sends (security rules K-1, K-2). */
final class BadShares {
    private static final Map<NamedGroup, Integer> COORDINATES =
            Map.of(NamedGroup.SECP256R1, 32, NamedGroup.SECP384R1, 48, NamedGroup.SECP521R1, 66);
    private static final Map<NamedGroup, Integer> MONTGOMERY = Map.of(NamedGroup.X25519, 32, NamedGroup.X448, 56);
    private static final Map<NamedGroup, Integer> FINITE_FIELDS = Map.of(
            NamedGroup.FFDHE2048, 256,
            NamedGroup.FFDHE3072, 384,
            NamedGroup.FFDHE4096, 512,
            NamedGroup.FFDHE6144, 768,
            NamedGroup.FFDHE8192, 1024);
    private static final Map<NamedGroup, Integer> ENCAPSULATION_KEYS =
            Map.of(NamedGroup.MLKEM768, 1184, NamedGroup.MLKEM1024, 1568);

    private BadShares() {}

    /** What an initiator might send; none for groups made of others. */
    static List<byte[]> of(NamedGroup group) {
        if (ENCAPSULATION_KEYS.containsKey(group)) {
            // every coefficient is 4095, which is above q
            return List.of(filled(ENCAPSULATION_KEYS.get(group), 0xFF), new byte[1]);
        }
        return classical(group);
    }

    /**
     * What a responder might send. None for ML-KEM, where a wrong ciphertext is no error by design, and for finite
     * fields, where a key to try them on takes too long to make.
     */
    static List<byte[]> answersOf(NamedGroup group) {
        return FINITE_FIELDS.containsKey(group) ? List.of() : classical(group);
    }

    private static List<byte[]> classical(NamedGroup group) {
        if (MONTGOMERY.containsKey(group)) {
            // u = 0 and u = 1 have small order: the shared secret is zero
            byte[] one = new byte[MONTGOMERY.get(group)];
            one[0] = 1;
            return List.of(new byte[one.length], one, new byte[one.length + 1]);
        }
        if (COORDINATES.containsKey(group)) {
            int length = COORDINATES.get(group);
            byte[] offCurve = filled(1 + 2 * length, 1);
            offCurve[0] = 4;
            byte[] aboveField = filled(1 + 2 * length, 0xFF);
            aboveField[0] = 4;
            byte[] compressed = Arrays.copyOf(offCurve, 1 + length);
            compressed[0] = 2;
            return List.of(offCurve, aboveField, compressed, new byte[1]);
        }
        if (FINITE_FIELDS.containsKey(group)) {
            byte[] one = new byte[FINITE_FIELDS.get(group)];
            one[one.length - 1] = 1;
            return List.of(new byte[one.length], one, filled(one.length, 0xFF), new byte[] {2});
        }
        return List.of();
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
