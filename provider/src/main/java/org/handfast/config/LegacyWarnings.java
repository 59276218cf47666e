package org.handfast.config;

import java.security.Security;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.handfast.config.ProfileDefinition.LegacyDefinition;
import org.handfast.iana.CipherSuite;

/** What an administrator is told of legacy suites: that they are there, when they end, and what else forbids them. */
final class LegacyWarnings {
    private static final String DISABLED = "jdk.tls.disabledAlgorithms";

    private LegacyWarnings() {}

    /** At least one sentence. */
    static List<String> of(LegacyDefinition legacy, Instant now) {
        String why = " Reason given: " + Quoted.of(legacy.reason()) + ".";
        if (!now.isBefore(legacy.end())) {
            return List.of("The legacy suites " + legacy.suites() + " expired after " + legacy.expires()
                    + " and are left out; peers that know nothing else fail now." + why);
        }
        List<String> warnings = new ArrayList<>();
        if (now.isBefore(legacy.soon())) {
            warnings.add("Legacy suites without forward secrecy or AEAD are allowed until " + legacy.expires() + ": "
                    + legacy.suites() + "." + why);
        } else {
            warnings.add("Legacy suites end soon: after " + legacy.expires() + " peers that know nothing but "
                    + legacy.suites() + " will fail. Update the peers, or set expires anew." + why);
        }
        List<CipherSuite> disabled = legacy.suites().stream().filter(LegacyWarnings::isDisabled).toList();
        if (!disabled.isEmpty()) {
            warnings.add("Java's security property " + DISABLED + " disables " + disabled
                    + ", which binds profiles, too; take their entry out of it to use them.");
        }
        return warnings;
    }

    /** By an entry without conditions that names it, such as {@code TLS_RSA_*}. */
    private static boolean isDisabled(CipherSuite suite) {
        String entries = Security.getProperty(DISABLED);
        return entries != null && Arrays.stream(entries.split(","))
                .map(String::strip)
                .filter(entry -> entry.startsWith("TLS_"))
                .map(entry -> Pattern.compile(Pattern.quote(entry).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE))
                .anyMatch(pattern -> pattern.matcher(suite.toString()).matches());
    }
}
