package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.iana.PskKeyExchangeMode;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * {@code struct { PskKeyExchangeMode ke_modes<1..255>; } PskKeyExchangeModes;} RFC 9846 §4.3.9.
 *
 * @param keModes one byte each, at least one
 */
public record PskKeyExchangeModes(Opaque keModes) implements Extension {
    static PskKeyExchangeModes read(Reader in) {
        return new PskKeyExchangeModes(in.opaque8("ke_modes", 1));
    }

    @Override
    public void write(Writer out) {
        out.opaque8(keModes);
    }

    /** Whether the client allows this mode. */
    public boolean allows(PskKeyExchangeMode mode) {
        for (int i = 0; i < keModes.length(); i++) {
            if (keModes.at(i) == mode.code()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.PSK_KEY_EXCHANGE_MODES;
    }
}
