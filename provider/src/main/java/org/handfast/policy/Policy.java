package org.handfast.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.handfast.crypto.Catalog;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;

/**
 * What a context allows, in order of preference. Immutable; lists are never empty except where said.
 *
 * @param name the profile it came from, such as {@code modern-2026-08}
 * @param versions protocol versions
 * @param suites cipher suites
 * @param serverOrder whether a server follows its own order of suites rather than the client's
 * @param groupTiers groups, best tier first; groups of one tier are equally good: a server takes the one it
 *     has a share for, and asks by HelloRetryRequest only to climb to a better tier
 * @param hybridRequired whether a classical group is refused even where nothing better is shared
 * @param keyShares groups a client sends shares for in its first hello; may be empty
 * @param schemes signature_algorithms
 * @param certificateSchemes signature_algorithms_cert; empty: same as {@code schemes}
 * @param rules what else goes on the wire, and what is asked of the peer
 */
public record Policy(
        String name,
        List<ProtocolVersion> versions,
        List<CipherSuite> suites,
        boolean serverOrder,
        List<List<NamedGroup>> groupTiers,
        boolean hybridRequired,
        List<NamedGroup> keyShares,
        List<SignatureScheme> schemes,
        List<SignatureScheme> certificateSchemes,
        WireRules rules) {
    /** Copies the lists. */
    public Policy {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groupTiers = groupTiers.stream().map(List::copyOf).toList();
        keyShares = List.copyOf(keyShares);
        schemes = List.copyOf(schemes);
        certificateSchemes = List.copyOf(certificateSchemes);
    }

    /** With {@link WireRules#STANDARD}. */
    public Policy(
            String name,
            List<ProtocolVersion> versions,
            List<CipherSuite> suites,
            boolean serverOrder,
            List<List<NamedGroup>> groupTiers,
            boolean hybridRequired,
            List<NamedGroup> keyShares,
            List<SignatureScheme> schemes,
            List<SignatureScheme> certificateSchemes) {
        this(name, versions, suites, serverOrder, groupTiers, hybridRequired, keyShares, schemes, certificateSchemes,
                WireRules.STANDARD);
    }

    /** All groups, best tier first. */
    public List<NamedGroup> groups() {
        return groupTiers.stream().flatMap(List::stream).toList();
    }

    /** The same with other versions, suites and signature_algorithms. */
    public Policy with(
            List<ProtocolVersion> newVersions, List<CipherSuite> newSuites, List<SignatureScheme> newSchemes) {
        return new Policy(name, newVersions, newSuites, serverOrder, groupTiers, hybridRequired, keyShares, newSchemes,
                certificateSchemes, rules);
    }

    /**
     * What is left of it with these primitives. For shipped policies only: what an administrator names must
     * exist and is never dropped in silence. Certificate schemes stay as they are.
     */
    public Policy narrowedTo(Catalog catalog) {
        return new Policy(
                name,
                versions,
                suites.stream().filter(s -> has(catalog, s)).toList(),
                serverOrder,
                groupTiers.stream().map(t -> present(t, catalog::kem)).filter(t -> !t.isEmpty()).toList(),
                hybridRequired,
                present(keyShares, catalog::kem),
                present(schemes, catalog::signatureAlgorithm),
                certificateSchemes,
                rules)
                .coherent();
    }

    /**
     * The same without what can have no effect: versions without a suite, suites without their version, and
     * RSASSA-PKCS1-v1_5 in signature_algorithms where TLS 1.2 is not allowed (RFC 9846 §4.3.3).
     */
    public Policy coherent() {
        List<ProtocolVersion> possible = versions.stream()
                .filter(version -> suites.stream().anyMatch(suite -> version(suite).equals(version)))
                .toList();
        boolean older = possible.contains(ProtocolVersion.TLS12);
        return with(
                possible,
                suites.stream().filter(suite -> possible.contains(version(suite))).toList(),
                schemes.stream().filter(scheme -> older || !scheme.isPkcs1()).toList());
    }

    private static ProtocolVersion version(CipherSuite suite) {
        return suite.isTls13() ? ProtocolVersion.TLS13 : ProtocolVersion.TLS12;
    }

    private static boolean has(Catalog catalog, CipherSuite suite) {
        return suite.isTls13() ? catalog.suite13(suite).isPresent() : catalog.suite12(suite).isPresent();
    }

    private static <N> List<N> present(List<N> names, Function<N, ? extends Optional<?>> source) {
        return names.stream().filter(n -> source.apply(n).isPresent()).toList();
    }
}
