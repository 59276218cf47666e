package org.handfast.bogo;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;

/** What a run allows: all that Handfast has, as the runner presumes, less what the flags take away. */
final class CasePolicy {
    /** The runner's presumption where no {@code -curves} is given. */
    private static final List<NamedGroup> GROUPS = List.of(
            NamedGroup.X25519MLKEM768, NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);

    /** The runner's presumption where no {@code -verify-prefs} is given. */
    private static final List<SignatureScheme> SCHEMES = List.of(
            SignatureScheme.ECDSA_SECP256R1_SHA256,
            SignatureScheme.RSA_PSS_RSAE_SHA256,
            SignatureScheme.RSA_PKCS1_SHA256,
            SignatureScheme.ECDSA_SECP384R1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA384,
            SignatureScheme.RSA_PKCS1_SHA384,
            SignatureScheme.RSA_PSS_RSAE_SHA512,
            SignatureScheme.RSA_PKCS1_SHA512);

    /** Bit of {@code -curves-flags}: as good as the next one. */
    private static final int SAME_TIER_AS_NEXT = 1;

    private final Settings settings;
    private final Catalog catalog;
    private final List<PublicKey> keys;

    /** @param keys of our own credentials */
    CasePolicy(Settings settings, Catalog catalog, List<PublicKey> keys) {
        this.settings = settings;
        this.catalog = catalog;
        this.keys = keys;
    }

    Policy policy() {
        List<List<NamedGroup>> tiers = tiers();
        return new Policy(
                "bogo",
                versions(),
                suites(),
                settings.has("-server-preference"),
                tiers,
                false,
                keyShares(tiers.stream().flatMap(List::stream).toList()),
                schemes(),
                List.of());
    }

    private List<ProtocolVersion> versions() {
        int least = settings.number("-min-version").orElse(0);
        int most = settings.number("-max-version").orElse(ProtocolVersion.TLS13.code());
        List<ProtocolVersion> versions = Stream.of(ProtocolVersion.TLS13)
                .filter(v -> v.code() >= least && v.code() <= (most == 0 ? ProtocolVersion.TLS13.code() : most))
                .filter(v -> !settings.has(v.equals(ProtocolVersion.TLS13) ? "-no-tls13" : "-no-tls12"))
                .toList();
        if (versions.isEmpty()) {
            throw new Unimplemented("-max-version (before TLS 1.3)");
        }
        return versions;
    }

    private List<CipherSuite> suites() {
        return catalog.suites13().stream().map(s -> s.suite()).toList();
    }

    private List<List<NamedGroup>> tiers() {
        List<NamedGroup> groups = settings.has("-curves") ? groups("-curves") : GROUPS;
        boolean ranked = settings.has("-server-preference") || settings.role() == Role.CLIENT;
        List<Integer> flags = settings.numbers("-curves-flags");
        List<List<NamedGroup>> tiers = new ArrayList<>();
        List<NamedGroup> tier = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            tier.add(groups.get(i));
            boolean flagged = i < flags.size() && (flags.get(i) & SAME_TIER_AS_NEXT) != 0;
            if (i == groups.size() - 1 || ranked && !flagged) {
                tiers.add(List.copyOf(tier));
                tier.clear();
            }
        }
        return tiers;
    }

    /** The best group, and the best one of the other kind, classical or hybrid. */
    private List<NamedGroup> keyShares(List<NamedGroup> groups) {
        if (settings.has("-no-key-shares")) {
            return List.of();
        }
        if (settings.has("-key-shares")) {
            return groups("-key-shares");
        }
        return Stream.concat(
                        groups.stream().limit(1),
                        groups.stream().filter(g -> g.isHybrid() != groups.get(0).isHybrid()).limit(1))
                .toList();
    }

    private List<NamedGroup> groups(String flag) {
        List<NamedGroup> groups = settings.numbers(flag).stream().map(NamedGroup::of).toList();
        for (NamedGroup group : groups) {
            if (catalog.kem(group).isEmpty()) {
                throw new Unimplemented(flag + " (" + group + ")");
            }
        }
        return groups;
    }

    /** What we accept, and what we may sign with where that is more; preferences for signing come first. */
    private List<SignatureScheme> schemes() {
        Set<SignatureScheme> schemes = new LinkedHashSet<>();
        settings.credentials().forEach(c -> schemes.addAll(known("-signing-prefs", c)));
        schemes.addAll(known("-signing-prefs", settings));
        schemes.addAll(settings.has("-verify-prefs") ? known("-verify-prefs", settings) : SCHEMES);
        catalog.signatureAlgorithms().stream()
                .filter(a -> keys.stream().anyMatch(a::fits))
                .forEach(a -> schemes.add(a.scheme()));
        return List.copyOf(schemes);
    }

    private List<SignatureScheme> known(String flag, Settings from) {
        List<SignatureScheme> schemes = from.numbers(flag).stream().map(SignatureScheme::of).toList();
        for (SignatureScheme scheme : schemes) {
            if (catalog.signatureAlgorithm(scheme).isEmpty()) {
                throw new Unimplemented(flag + " (" + scheme + ")");
            }
        }
        return schemes;
    }
}
