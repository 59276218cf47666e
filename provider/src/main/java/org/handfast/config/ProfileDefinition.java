package org.handfast.config;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Role;
import org.handfast.iana.CipherSuite;
import org.handfast.policy.Policy;

/**
 * A profile as written, read and consistent in itself, its files not yet looked at. Immutable.
 *
 * @param name its name
 * @param at where its document begins
 * @param role server or client
 * @param policy the template with the profile's own lists
 * @param asked code points the profile names itself: they must exist
 * @param legacy suites of the policy that are allowed for a time only
 * @param identities its certificates
 * @param trust its trust anchors
 * @param clientAuthentication whether client certificates are asked for
 * @param applicationProtocols ALPN names
 * @param unknownName what happens to unknown names
 * @param resumption how connections are resumed
 */
record ProfileDefinition(
        String name,
        Position at,
        Role role,
        Policy policy,
        List<Asked> asked,
        Optional<LegacyDefinition> legacy,
        List<IdentityDefinition> identities,
        Optional<TrustDefinition> trust,
        ClientAuthentication clientAuthentication,
        List<String> applicationProtocols,
        UnknownName unknownName,
        ResumptionTerms resumption) {
    ProfileDefinition {
        asked = List.copyOf(asked);
        identities = List.copyOf(identities);
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    /** A code point and where it is named. */
    record Asked(Object codePoint, Position at) {}

    /**
     * Legacy suites.
     *
     * @param reason why, for people
     * @param expires last day of use, UTC
     */
    record LegacyDefinition(Position at, List<CipherSuite> suites, String reason, LocalDate expires) {
        LegacyDefinition {
            suites = List.copyOf(suites);
        }

        /** When the last thirty days begin. */
        Instant soon() {
            return end().minus(Duration.ofDays(30));
        }

        /** The first moment of the day after. */
        Instant end() {
            return expires.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /** A file and where it is named. */
    record FileAt(String path, Position at) {}

    /** A key store with how to open it. */
    record StoreDefinition(FileAt file, Optional<String> type, Optional<PasswordDefinition> password) {}

    /** A password: in a file, in the environment, or written out. Never printed. */
    record PasswordDefinition(Kind kind, String value, Position at) {
        enum Kind {
            FILE,
            ENVIRONMENT,
            CLEAR
        }

        @Override
        public String toString() {
            return "PasswordDefinition[" + kind + "]";
        }
    }

    /** A certificate with its key: in a key store, or in two PEM files. */
    record IdentityDefinition(
            Position at,
            Optional<String> name,
            Optional<StoreDefinition> store,
            Optional<String> alias,
            Optional<PasswordDefinition> keyPassword,
            Optional<FileAt> certificate,
            Optional<FileAt> key,
            List<String> names) {}

    /** Trust anchors: a PEM bundle, a key store, or Java's own list. */
    record TrustDefinition(Position at, Optional<FileAt> bundle, Optional<StoreDefinition> store, boolean system) {}
}
