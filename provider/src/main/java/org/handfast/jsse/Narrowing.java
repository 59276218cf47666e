package org.handfast.jsse;

import java.security.AlgorithmConstraints;
import java.security.CryptoPrimitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.policy.WireRules;

/**
 * A policy made smaller by the JDK's settings and by a caller's wishes. It can lose entries and change order,
 * never gain one. Immutable.
 */
final class Narrowing {
    private static final Set<CryptoPrimitive> AGREEMENT = EnumSet.of(CryptoPrimitive.KEY_AGREEMENT);
    private static final Set<CryptoPrimitive> SIGNATURE = EnumSet.of(CryptoPrimitive.SIGNATURE);

    private final JdkSettings settings;
    private final Role role;

    Narrowing(JdkSettings settings, Role role) {
        this.settings = settings;
        this.role = role;
    }

    /**
     * What a caller asks of one connection.
     *
     * @param versions enabled
     * @param suites enabled, in the caller's order
     * @param suitesOrdered whether a server follows that order
     * @param groups names in order of preference; empty: as the policy has it
     * @param schemes names in order of preference; empty: as the policy has it
     * @param constraints asked about every algorithm; empty: none
     */
    record Wishes(
            List<ProtocolVersion> versions,
            List<CipherSuite> suites,
            boolean suitesOrdered,
            Optional<List<String>> groups,
            Optional<List<String>> schemes,
            Optional<AlgorithmConstraints> constraints) {
        static Wishes of(Parameters parameters) {
            return new Wishes(
                    parameters.versions(),
                    parameters.suites(),
                    parameters.suitesOrdered(),
                    parameters.namedGroups(),
                    parameters.signatureSchemes(),
                    parameters.constraints());
        }

        /** The same suites in the order of a profile, which is decided centrally: callers choose among, it orders. */
        Wishes orderedBy(Policy policy) {
            return new Wishes(
                    versions,
                    policy.suites().stream().filter(suites::contains).toList(),
                    policy.serverOrder(),
                    groups,
                    schemes,
                    constraints);
        }
    }

    /** Versions that callers may enable at all. */
    List<ProtocolVersion> supportedVersions(Policy policy) {
        return left(policy).versions();
    }

    /** Suites that callers may enable at all, in order of preference. */
    List<CipherSuite> supportedSuites(Policy policy) {
        return left(policy).suites();
    }

    private Policy left(Policy policy) {
        return policy.with(
                        policy.versions().stream().filter(settings::allows).toList(),
                        policy.suites().stream().filter(settings::allows).toList(),
                        policy.schemes())
                .coherent();
    }

    /** Versions enabled at first: the JDK's property for this side cuts the supported ones. */
    List<ProtocolVersion> defaultVersions(Policy policy) {
        return chosen(supportedVersions(policy), settings.protocols().of(role));
    }

    /** Suites enabled at first: the JDK's property for this side cuts and orders the supported ones. */
    List<CipherSuite> defaultSuites(Policy policy) {
        return chosen(supportedSuites(policy), settings.suites().of(role));
    }

    /**
     * The policy of one connection.
     *
     * @throws org.handfast.failure.TlsFailure NOTHING_ENABLED where versions, suites, groups or schemes run out
     */
    Policy apply(Policy policy, Wishes wishes) {
        Optional<AlgorithmConstraints> user = wishes.constraints();
        List<ProtocolVersion> versions = wishes.versions().stream()
                .filter(policy.versions()::contains)
                .filter(settings::allows)
                .filter(v -> permits(user, AGREEMENT, List.of(v.toString())))
                .toList();
        List<CipherSuite> suites = wishes.suites().stream()
                .filter(policy.suites()::contains)
                .filter(settings::allows)
                .filter(s -> permits(user, AGREEMENT, List.of(s.toString())))
                .toList();
        Predicate<NamedGroup> groupAllowed =
                g -> settings.allows(g) && permits(user, AGREEMENT, AlgorithmNames.of(g));
        List<List<NamedGroup>> tiers = tiers(policy, groupAllowed, wishes);
        List<SignatureScheme> schemes = chosen(policy.schemes(), settings.schemes().of(role)).stream()
                .filter(settings::allowsInHandshake)
                .filter(s -> permits(user, SIGNATURE, signatureNames(s)))
                .toList();
        List<SignatureScheme> inChains = policy.certificateSchemes().stream()
                .filter(settings::allowsInChains)
                .filter(s -> permits(user, SIGNATURE, signatureNames(s)))
                .toList();
        Policy narrowed = new Policy(
                policy.name(),
                versions,
                suites,
                wishes.suitesOrdered(),
                tiers,
                policy.hybridRequired(),
                keyShares(policy, tiers),
                chosen(schemes, wishes.schemes()),
                chosen(inChains, wishes.schemes()),
                rules(policy.rules()));
        return checked(narrowed.coherent());
    }

    private WireRules rules(WireRules rules) {
        return !settings.extendedMainSecretOnly() ? rules
                : new WireRules(true, rules.grease(), rules.padding(), rules.recordSizeLimit());
    }

    private List<List<NamedGroup>> tiers(Policy policy, Predicate<NamedGroup> allowed, Wishes wishes) {
        Optional<List<String>> order = wishes.groups().or(settings::groups);
        if (order.isPresent()) {
            List<NamedGroup> all = chosen(policy.groups(), settings.groups());
            return List.of(chosen(all, order).stream().filter(allowed).toList());
        }
        List<List<NamedGroup>> tiers = new ArrayList<>();
        for (List<NamedGroup> tier : policy.groupTiers()) {
            List<NamedGroup> left = tier.stream().filter(allowed).toList();
            if (!left.isEmpty()) {
                tiers.add(left);
            }
        }
        return tiers;
    }

    /** Shares for what is left of the policy's own; where nothing is, for the best group, to save a round trip. */
    private static List<NamedGroup> keyShares(Policy policy, List<List<NamedGroup>> tiers) {
        List<NamedGroup> groups = tiers.stream().flatMap(List::stream).toList();
        List<NamedGroup> left = policy.keyShares().stream().filter(groups::contains).toList();
        return !left.isEmpty() || policy.keyShares().isEmpty() ? left : groups.stream().limit(1).toList();
    }

    private Policy checked(Policy narrowed) {
        String lacking = narrowed.versions().isEmpty()
                ? "protocol with a cipher suite"
                : narrowed.groups().isEmpty() ? "group" : narrowed.schemes().isEmpty() ? "scheme" : "";
        if (!lacking.isEmpty()) {
            throw Reason.NOTHING_ENABLED.with("lacking", lacking, "policy", narrowed.name());
        }
        return narrowed;
    }

    /** Those of the list that are named, in the names' order; all if there are no names. Unknown names are ignored. */
    private static <T> List<T> chosen(List<T> list, Optional<List<String>> names) {
        if (names.isEmpty()) {
            return list;
        }
        return names.get().stream()
                .flatMap(name -> list.stream().filter(item -> item.toString().equalsIgnoreCase(name)))
                .distinct()
                .toList();
    }

    private static List<String> signatureNames(SignatureScheme scheme) {
        List<String> names = new ArrayList<>(List.of(scheme.toString()));
        JsseNames.signature(scheme).ifPresent(names::add);
        return names;
    }

    private static boolean permits(
            Optional<AlgorithmConstraints> user, Set<CryptoPrimitive> primitives, Collection<String> names) {
        return user.isEmpty()
                || names.stream().allMatch(name -> user.get().permits(primitives, name, null));
    }
}
