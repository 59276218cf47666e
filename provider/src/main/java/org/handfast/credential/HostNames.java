package org.handfast.credential;

import java.util.List;
import java.util.Locale;

/** Compares an asked host name with the names a credential serves (RFC 9525 §6.3: one whole left-most label). */
final class HostNames {
    /** Does not match. */
    static final int NONE = 0;

    /** Matches by a wildcard. */
    static final int WILDCARD = 1;

    /** Matches exactly. */
    static final int EXACT = 2;

    private HostNames() {}

    /** The best match among the names. */
    static int rank(List<String> names, String asked) {
        String host = asked.toLowerCase(Locale.ROOT);
        if (names.contains(host)) {
            return EXACT;
        }
        int dot = host.indexOf('.');
        return dot > 0 && names.contains("*" + host.substring(dot)) ? WILDCARD : NONE;
    }
}
