package org.handfast.config;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Role;
import org.handfast.policy.Policy;

/**
 * A profile as written, read and consistent in itself, its files not yet looked at. Immutable.
 *
 * @param name its name
 * @param at where its document begins
 * @param role server or client
 * @param policy the template with the profile's own lists
 * @param asked code points the profile names itself: they must exist
 * @param identities its certificates
 * @param trust its trust anchors
 * @param clientAuthentication whether client certificates are asked for
 * @param applicationProtocols ALPN names
 * @param unknownName what happens to unknown names
 */
record ProfileDefinition(
        String name,
        Position at,
        Role role,
        Policy policy,
        List<Asked> asked,
        List<IdentityDefinition> identities,
        Optional<TrustDefinition> trust,
        ClientAuthentication clientAuthentication,
        List<String> applicationProtocols,
        UnknownName unknownName) {
    ProfileDefinition {
        asked = List.copyOf(asked);
        identities = List.copyOf(identities);
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    /** A code point and where it is named. */
    record Asked(Object codePoint, Position at) {}

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
