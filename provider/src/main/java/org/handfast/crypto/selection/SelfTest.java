package org.handfast.crypto.selection;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import org.handfast.crypto.Aead;
import org.handfast.crypto.AeadKey;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.Randomness;
import org.handfast.crypto.Secret;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;

/**
 * Negative vectors at start (security rule K-4): a source that accepts one of them is broken in a way that
 * handshakes would never show, as CVE-2022-21449 was. Stateless and thread-safe.
 */
final class SelfTest {
    private SelfTest() {}

    /** Whether a forged record is refused and leaves nothing behind. */
    static boolean passes(Aead aead) {
        byte[] target = {1};
        try (Secret key = Secret.zeros(aead.keyLength()); AeadKey opening = aead.opening(key)) {
            int length = 1 + aead.tagLength();
            opening.open(new byte[aead.nonceLength()], new byte[5], new byte[length], 0, length, target, 0);
            return false;
        } catch (TlsFailure e) {
            return e.reason() == Reason.BAD_RECORD_MAC && target[0] == 0;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Whether shares that force a known secret, or lie outside the group, are refused by both halves. */
    static boolean passes(Kem kem, Randomness randomness) {
        for (byte[] share : BadShares.of(kem.group())) {
            if (!refuses(() -> kem.encapsulate(share, randomness).secret().close())) {
                return false;
            }
        }
        List<byte[]> answers = BadShares.answersOf(kem.group());
        if (answers.isEmpty()) {
            return true;
        }
        try (KemKey key = kem.generate(randomness)) {
            return answers.stream().allMatch(answer -> refuses(() -> key.decapsulate(answer).close()));
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Whether signatures that no key can have made are refused. */
    static boolean passes(SignatureAlgorithm algorithm) {
        try {
            PublicKey key = TestKeys.of(algorithm.scheme());
            return algorithm.fits(key)
                    && TestKeys.forgeries(key).stream()
                    .noneMatch(forged -> algorithm.verify(key, new byte[] {1, 2, 3}, forged));
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private static boolean refuses(Runnable use) {
        try {
            use.run();
            return false;
        } catch (TlsFailure e) {
            return e.reason() == Reason.BAD_KEY_SHARE || e.reason() == Reason.ZERO_SHARED_SECRET;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
