package org.handfast.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Kem;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;

/**
 * A policy bound to its primitives: what a context allows, as objects. Immutable and thread-safe; made once
 * per context.
 *
 * @param policy where it came from
 * @param suites TLS 1.3 suites, in order of preference
 * @param suites12 TLS 1.2 suites, in order of preference; empty where the version is not allowed
 * @param groupTiers groups, best tier first; hybrids only where the policy requires them
 * @param keyShares groups of a client's first shares
 * @param schemes signature schemes, in order of preference
 */
public record Allowed(
        Policy policy,
        List<Suite13> suites,
        List<Suite12> suites12,
        List<List<Kem>> groupTiers,
        List<Kem> keyShares,
        List<SignatureAlgorithm> schemes) {
    /**
     * Binds each name to its primitive; suites of versions that are not allowed are left out.
     *
     * @throws org.handfast.failure.TlsFailure ALGORITHM_UNAVAILABLE where the catalog lacks a name,
     *     NOTHING_ENABLED where nothing is left to offer
     */
    public static Allowed of(Policy policy, Catalog catalog) {
        List<List<Kem>> tiers = new ArrayList<>();
        for (List<NamedGroup> tier : policy.groupTiers()) {
            tiers.add(bind(tier.stream().filter(g -> !policy.hybridRequired() || g.isHybrid()).toList(), catalog::kem));
        }
        Allowed allowed = new Allowed(
                policy,
                bind(suites(policy, ProtocolVersion.TLS13), catalog::suite13),
                usable(policy, bind(suites(policy, ProtocolVersion.TLS12), catalog::suite12)),
                List.copyOf(tiers),
                bind(policy.keyShares(), catalog::kem),
                bind(policy.schemes(), catalog::signatureAlgorithm));
        boolean noSuite = allowed.suites.isEmpty() && allowed.suites12.isEmpty();
        if (noSuite || allowed.groups().isEmpty() || allowed.schemes.isEmpty()) {
            throw Reason.NOTHING_ENABLED.with("profile", policy.name());
        }
        return allowed;
    }

    /** All groups, best tier first. */
    public List<Kem> groups() {
        return groupTiers.stream().flatMap(List::stream).toList();
    }

    /** The suite, if allowed. */
    public Optional<Suite13> suite(CipherSuite suite) {
        return suites.stream().filter(s -> s.suite().equals(suite)).findFirst();
    }

    /** The suite of TLS 1.2, if allowed. */
    public Optional<Suite12> suite12(CipherSuite suite) {
        return suites12.stream().filter(s -> s.suite().equals(suite)).findFirst();
    }

    /** The group, if allowed. */
    public Optional<Kem> group(NamedGroup group) {
        return groups().stream().filter(k -> k.group().equals(group)).findFirst();
    }

    /** The scheme, if allowed. */
    public Optional<SignatureAlgorithm> scheme(SignatureScheme scheme) {
        return schemes.stream().filter(s -> s.scheme().equals(scheme)).findFirst();
    }

    /** Whether TLS 1.3 is allowed: named, and with a suite. */
    public boolean tls13() {
        return !suites.isEmpty();
    }

    /** Whether TLS 1.2 is allowed: named, and with a suite. */
    public boolean tls12() {
        return !suites12.isEmpty();
    }

    /** Schemes for chains: signature_algorithms_cert, or signature_algorithms where the policy has none. */
    public List<SignatureScheme> certificateSchemes() {
        return policy.certificateSchemes().isEmpty() ? policy.schemes() : policy.certificateSchemes();
    }

    /** No suite of TLS 1.2 can use a hybrid group: where one is required, the version goes (RFC 10024). */
    private static List<Suite12> usable(Policy policy, List<Suite12> bound) {
        return policy.hybridRequired() ? List.of() : bound;
    }

    private static List<CipherSuite> suites(Policy policy, ProtocolVersion version) {
        boolean newer = version.equals(ProtocolVersion.TLS13);
        return policy.versions().contains(version)
                ? policy.suites().stream().filter(suite -> suite.isTls13() == newer).toList()
                : List.of();
    }

    private static <N, P> List<P> bind(List<N> names, Function<N, Optional<P>> source) {
        List<P> bound = new ArrayList<>(names.size());
        for (N name : names) {
            bound.add(source.apply(name).orElseThrow(() -> Reason.ALGORITHM_UNAVAILABLE.with("name", name)));
        }
        return List.copyOf(bound);
    }
}
