package org.handfast.handshake.extension;

import java.util.Optional;
import org.handfast.handshake.Terms;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.Grease;
import org.handfast.iana.NamedGroup;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.extension.UnparsedExtension;

/**
 * The reserved values one client hello is strewn with, chosen anew for each connection and kept for its second
 * hello (RFC 8701 §3.1).
 *
 * @param suite a cipher suite
 * @param group a named group
 * @param version a protocol version
 * @param scheme a signature scheme
 * @param front type of an empty extension at the front
 * @param back type of another one, near the end
 */
public record GreaseValues(int suite, int group, int version, int scheme, int front, int back) {
    /** Chosen at random; empty where the policy wants none. */
    static Optional<GreaseValues> of(Terms terms) {
        if (!terms.allowed().policy().rules().grease()) {
            return Optional.empty();
        }
        byte[] random = terms.randomness().shown().bytes(6);
        int front = random[3] & 0xF;
        // two extensions of one type are not allowed
        int back = (front + 1 + Math.floorMod(random[4], Grease.COUNT - 1)) % Grease.COUNT;
        return Optional.of(new GreaseValues(
                Grease.value(random[0] & 0xF),
                Grease.value(random[1] & 0xF),
                Grease.value(random[2] & 0xF),
                Grease.value(random[5] & 0xF),
                Grease.value(front),
                Grease.value(back)));
    }

    /** With any value, also none (RFC 8701 §3.1). */
    Extension first() {
        return new UnparsedExtension(ExtensionType.of(front), Opaque.EMPTY);
    }

    /** One byte long, because some servers cannot stand an empty extension at the end. */
    Extension last() {
        return new UnparsedExtension(ExtensionType.of(back), Opaque.of(new byte[1]));
    }

    /** A share of one byte for the group. */
    KeyShareEntry share() {
        return new KeyShareEntry(NamedGroup.of(group), Opaque.of(new byte[1]));
    }
}
