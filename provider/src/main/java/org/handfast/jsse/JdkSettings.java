package org.handfast.jsse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.Role;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;

/**
 * The JDK's system and security properties that narrow TLS. Read once per context; they never widen anything.
 * Immutable.
 *
 * @param tls {@code jdk.tls.disabledAlgorithms}
 * @param certificates {@code jdk.certpath.disabledAlgorithms}
 * @param protocols {@code jdk.tls.client.protocols}, {@code jdk.tls.server.protocols}
 * @param suites {@code jdk.tls.client.cipherSuites}, {@code jdk.tls.server.cipherSuites}
 * @param schemes {@code jdk.tls.client.SignatureSchemes}, {@code jdk.tls.server.SignatureSchemes}
 * @param groups {@code jdk.tls.namedGroups}
 * @param extendedMainSecretOnly {@code jdk.tls.allowLegacyMasterSecret} is {@code false}: no TLS 1.2 without RFC 7627
 */
record JdkSettings(
        DisabledAlgorithms tls,
        DisabledAlgorithms certificates,
        PerRole protocols,
        PerRole suites,
        PerRole schemes,
        Optional<List<String>> groups,
        boolean extendedMainSecretOnly) {
    /** One list for each side; empty: the property is not set. */
    record PerRole(Optional<List<String>> client, Optional<List<String>> server) {
        Optional<List<String>> of(Role role) {
            return role == Role.CLIENT ? client : server;
        }
    }

    /** What the properties say now. */
    static JdkSettings current() {
        return new JdkSettings(
                DisabledAlgorithms.property("jdk.tls.disabledAlgorithms"),
                DisabledAlgorithms.property("jdk.certpath.disabledAlgorithms"),
                perRole("protocols"),
                perRole("cipherSuites"),
                perRole("SignatureSchemes"),
                list("jdk.tls.namedGroups"),
                "false".equalsIgnoreCase(System.getProperty("jdk.tls.allowLegacyMasterSecret", "").strip()));
    }

    boolean allows(ProtocolVersion version) {
        return !tls.disables(List.of(version.toString()), 0, "");
    }

    boolean allows(CipherSuite suite) {
        return !tls.disables(AlgorithmNames.of(suite), AlgorithmNames.bits(suite), "")
                && !tls.disables(AlgorithmNames.ofKeyExchange(suite), 0, "");
    }

    boolean allows(NamedGroup group) {
        return !tls.disables(AlgorithmNames.of(group), AlgorithmNames.bits(group), "");
    }

    boolean allowsInHandshake(SignatureScheme scheme) {
        return !tls.disables(AlgorithmNames.of(scheme), 0, DisabledAlgorithms.HANDSHAKE);
    }

    boolean allowsInChains(SignatureScheme scheme) {
        return !certificates.disables(AlgorithmNames.of(scheme), 0, "")
                && !tls.disables(AlgorithmNames.of(scheme), 0, DisabledAlgorithms.CERTIFICATE);
    }

    private static PerRole perRole(String property) {
        return new PerRole(list("jdk.tls.client." + property), list("jdk.tls.server." + property));
    }

    private static Optional<List<String>> list(String property) {
        String value = System.getProperty(property, "").strip();
        if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1);
        }
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList());
    }
}
