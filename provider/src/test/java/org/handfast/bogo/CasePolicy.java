package org.handfast.bogo;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.policy.RecordPadding;
import org.handfast.policy.WireRules;

/** What a connection allows: all that Handfast has, as the runner presumes, less what the flags take away. */
final class CasePolicy {
    /** The runner's presumption where no {@code -curves} is given. */
    private static final List<NamedGroup> GROUPS = List.of(
            NamedGroup.X25519MLKEM768, NamedGroup.X25519, NamedGroup.SECP256R1, NamedGroup.SECP384R1);

    private static final Set<CipherSuite> SUITES13 = Set.of(
            CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_AES_256_GCM_SHA384,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256);

    private static final Set<CipherSuite> SUITES12 = Set.of(
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256);

    /** What the runner presumes besides and a profile would have to name, with a reason; after all others. */
    static final List<CipherSuite> LEGACY = List.of(
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
            CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
            CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA);

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
                suites(versions()),
                settings.has("-server-preference"),
                tiers,
                false,
                keyShares(tiers.stream().flatMap(List::stream).toList()),
                schemes(),
                List.of(),
                new WireRules(false, isGreased(), RecordPadding.NONE, OptionalInt.empty()))
                .coherent();
    }

    /** The runner presumes that servers always do. */
    private boolean isGreased() {
        return settings.has("-enable-grease") || settings.role() == Role.SERVER;
    }

    private List<ProtocolVersion> versions() {
        int newest = ProtocolVersion.TLS13.code();
        int least = settings.number("-min-version").orElse(0);
        int most = settings.number("-max-version").orElse(newest);
        List<ProtocolVersion> versions = Stream.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12)
                .filter(v -> v.code() >= least && v.code() <= (most == 0 ? newest : most))
                .filter(v -> !settings.has(v.equals(ProtocolVersion.TLS13) ? "-no-tls13" : "-no-tls12"))
                .toList();
        if (versions.isEmpty() || settings.number("-expect-version").orElse(newest) < ProtocolVersion.TLS12.code()) {
            throw new Unimplemented("-max-version, -expect-version (TLS 1.0 and 1.1)");
        }
        return versions;
    }

    /** The suites that the runner knows too. */
    private List<CipherSuite> suites(List<ProtocolVersion> versions) {
        Stream<CipherSuite> newer = catalog.suites13().stream().map(s -> s.suite()).filter(SUITES13::contains);
        Stream<CipherSuite> older = catalog.suites12().stream().map(s -> s.suite())
                .filter(s -> SUITES12.contains(s) || LEGACY.contains(s));
        return Stream.concat(
                        versions.contains(ProtocolVersion.TLS13) ? newer : Stream.of(),
                        versions.contains(ProtocolVersion.TLS12) ? older : Stream.of())
                .filter(s -> preset().map(p -> p.suites().contains(s)).orElse(true))
                .toList();
    }

    private Optional<Preset> preset() {
        return Preset.ALL.entrySet().stream()
                .filter(p -> settings.has(p.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private List<List<NamedGroup>> tiers() {
        List<NamedGroup> groups = settings.has("-curves")
                ? groups("-curves") : preset().map(Preset::groups).orElse(GROUPS);
        List<Integer> flags = settings.numbers("-curves-flags");
        List<List<NamedGroup>> tiers = new ArrayList<>();
        List<NamedGroup> tier = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            tier.add(groups.get(i));
            if (i >= flags.size() || (flags.get(i) & SAME_TIER_AS_NEXT) == 0) {
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
        List<SignatureScheme> standard = preset().map(Preset::schemes).orElse(SCHEMES);
        schemes.addAll(settings.has("-verify-prefs") ? known("-verify-prefs", settings) : standard);
        catalog.signatureAlgorithms().stream()
                .filter(a -> keys.stream().anyMatch(a::fits))
                .map(a -> a.scheme())
                .filter(s -> preset().map(p -> p.schemes().contains(s)).orElse(true))
                .forEach(schemes::add);
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
