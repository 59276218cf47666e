package org.handfast.engine;

import org.handfast.record.Aead12Protection;
import org.handfast.record.Aead13Protection;
import org.handfast.record.RecordProtection;
import org.handfast.record.legacy.CbcProtection;
import org.handfast.schedule.DirectionSecret;
import org.handfast.schedule.TrafficSecret;
import org.handfast.schedule.WriteKeys12;

/** From keys to the protection of records: what a version or suite needs is decided here, once per key. */
final class RecordKeys {
    private RecordKeys() {}

    /** Seals with these keys, from sequence number 0. */
    static RecordProtection sealing(DirectionSecret secret) {
        if (secret instanceof TrafficSecret traffic) {
            TrafficSecret.Keys keys = traffic.sealing();
            return new Aead13Protection(keys.key(), secret.aead().tagLength(), keys.iv());
        }
        WriteKeys12 keys = (WriteKeys12) secret;
        return keys.suite().hasCbc()
                ? CbcProtection.sealing(keys)
                : new Aead12Protection(keys.sealing(), secret.aead().tagLength(), keys.fixedIv(),
                        keys.suite().explicitNonceLength(), 0);
    }

    /** Opens with these keys, from this sequence number on. */
    static RecordProtection opening(DirectionSecret secret, long sequence) {
        if (secret instanceof TrafficSecret traffic) {
            TrafficSecret.Keys keys = traffic.opening();
            return new Aead13Protection(keys.key(), secret.aead().tagLength(), keys.iv(), sequence);
        }
        WriteKeys12 keys = (WriteKeys12) secret;
        return keys.suite().hasCbc()
                ? CbcProtection.opening(keys, sequence)
                : new Aead12Protection(keys.opening(), secret.aead().tagLength(), keys.fixedIv(),
                        keys.suite().explicitNonceLength(), sequence);
    }
}
