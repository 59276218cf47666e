package org.handfast.wire.extension;

import org.handfast.iana.ExtensionType;
import org.handfast.wire.Reader;
import org.handfast.wire.U16List;
import org.handfast.wire.Writer;

/**
 * {@code struct { NamedGroup named_group_list<2..2^16-1>; } NamedGroupList;} RFC 9846 §4.3.7.
 *
 * @param groups codes of {@link org.handfast.iana.NamedGroup}, most preferred first, at least one
 */
public record SupportedGroups(U16List groups) implements Extension {
    static SupportedGroups read(Reader in) {
        return new SupportedGroups(in.codes16("named_group_list"));
    }

    @Override
    public void write(Writer out) {
        out.codes16(groups);
    }

    @Override
    public ExtensionType type() {
        return ExtensionType.SUPPORTED_GROUPS;
    }
}
