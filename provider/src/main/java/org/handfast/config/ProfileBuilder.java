package org.handfast.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.handfast.config.ProfileDefinition.Asked;
import org.handfast.config.ProfileDefinition.IdentityDefinition;
import org.handfast.credential.Credential;
import org.handfast.credential.CredentialSet;
import org.handfast.credential.NamedCredential;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.jca.legacy.LegacyCatalog;
import org.handfast.engine.TlsContext;
import org.handfast.failure.Remedy;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;

/** Definition to terms: reads files, checks everything, tries it. Any problem means no terms. */
final class ProfileBuilder {
    private final Environment environment;
    private final Predicate<ProfileTerms> inForce;
    private final Problems problems;
    private final IdentityLoader identities;
    private final TrustLoader trust;

    ProfileBuilder(Path directory, ReadFiles files, Environment environment, Predicate<ProfileTerms> inForce,
            Problems problems) {
        this.environment = environment;
        this.inForce = inForce;
        this.problems = problems;
        this.identities = new IdentityLoader(new FileSource(directory, files, environment, problems), problems);
        this.trust = new TrustLoader(identities, environment, problems);
    }

    Optional<ProfileTerms> build(ProfileDefinition definition) {
        problems.within(definition.name());
        int before = problems.count();
        Catalog all = withLegacy(definition);
        definition.asked().forEach(asked -> checkAvailable(asked, definition.policy(), all));
        Policy policy = inTime(definition).narrowedTo(all);
        if (problems.count() == before) {
            checkEnabled(definition, policy);
        }
        List<NamedCredential> credentials = credentials(definition, policy);
        Optional<Anchors> anchors = definition.trust().flatMap(trust::load);
        if (problems.count() > before) {
            return Optional.empty();
        }
        return tried(definition, policy, credentials, anchors);
    }

    /** The primitives with the legacy suites that the profile names, and no others. */
    private Catalog withLegacy(ProfileDefinition definition) {
        return definition.legacy()
                .map(legacy -> LegacyCatalog.with(environment.catalog(), legacy.suites(), environment.randomness()))
                .orElse(environment.catalog());
    }

    /** What connections get: after the last day none of the legacy suites is there any more. */
    private Catalog catalog(ProfileDefinition definition) {
        return expired(definition) ? environment.catalog() : withLegacy(definition);
    }

    /** The policy without legacy suites whose time is over. */
    private Policy inTime(ProfileDefinition definition) {
        Policy policy = definition.policy();
        return expired(definition)
                ? policy.with(policy.versions(), policy.suites().stream().filter(s -> !s.isLegacy()).toList(),
                        policy.schemes())
                : policy;
    }

    private boolean expired(ProfileDefinition definition) {
        return definition.legacy().filter(legacy -> !environment.clock().instant().isBefore(legacy.end())).isPresent();
    }

    /** What an administrator names must exist; only what a template brings may be absent. */
    private void checkAvailable(Asked asked, Policy policy, Catalog catalog) {
        Object code = asked.codePoint();
        boolean missing = code instanceof NamedGroup group && catalog.kem(group).isEmpty()
                || code instanceof CipherSuite suite && catalog.suite13(suite).isEmpty()
                        && catalog.suite12(suite).isEmpty()
                || code instanceof SignatureScheme scheme && policy.schemes().contains(scheme)
                        && catalog.signatureAlgorithm(scheme).isEmpty();
        if (missing) {
            boolean legacy = code instanceof CipherSuite suite && suite.isLegacy();
            problems.add(asked.at(), "HF7301", code + " is not available on this Java.", legacy
                    ? "Remove it; its AES, SHA or RSA is missing from Java's own providers."
                    : "Remove it, or put the Bouncy Castle jar (bcprov) beside Handfast.");
        }
    }

    private void checkEnabled(ProfileDefinition definition, Policy policy) {
        boolean empty = policy.suites().isEmpty() || policy.groupTiers().isEmpty() || policy.schemes().isEmpty();
        if (empty) {
            problems.add(definition.at(), "HF7302", "Nothing this Java can do is left of suites, groups or schemes.",
                    "Choose algorithms this Java has, or put the Bouncy Castle jar (bcprov) beside Handfast.");
        }
        if (policy.hybridRequired() && policy.groups().stream().noneMatch(NamedGroup::isHybrid)) {
            problems.add(definition.at(), "HF7302", "A hybrid group is required and this Java has none.",
                    "Put the Bouncy Castle jar (bcprov) beside Handfast, or use Java 24 or newer.");
        }
    }

    private List<NamedCredential> credentials(ProfileDefinition definition, Policy policy) {
        List<NamedCredential> credentials = new ArrayList<>();
        for (IdentityDefinition identity : definition.identities()) {
            Optional<Credential> loaded = identities.load(identity);
            loaded.ifPresent(credential -> {
                new IdentityCheck(environment, problems).check(identity, credential, definition.role(), policy);
                List<String> names = identity.names().isEmpty()
                        ? Certificates.hostNames(credential.chain().get(0))
                        : identity.names();
                credentials.add(new NamedCredential(credential, names));
            });
        }
        return credentials;
    }

    private ProfileTerms terms(
            ProfileDefinition definition, Policy policy, List<NamedCredential> credentials, Optional<Anchors> anchors) {
        TlsContext context = new TlsContext(policy, catalog(definition), environment.randomness(),
                environment.nanoTime(), environment.observed().observer(definition.name()));
        return new ProfileTerms(
                definition.name(),
                definition.role(),
                context,
                new CredentialSet(credentials, environment.catalog()),
                anchors,
                definition.clientAuthentication(),
                definition.applicationProtocols(),
                definition.unknownName(),
                definition.resumption(),
                credentials.stream().map(c -> Certificates.describe(
                        c.credential().name(), c.credential().chain().get(0), environment.sha256())).toList(),
                warnings(definition, policy));
    }

    private List<String> warnings(ProfileDefinition definition, Policy left) {
        Policy wanted = inTime(definition);
        List<Object> absent = new ArrayList<>(wanted.groups());
        absent.addAll(wanted.suites());
        absent.addAll(wanted.schemes());
        absent.removeAll(left.groups());
        absent.removeAll(left.suites());
        absent.removeAll(left.schemes());
        List<String> warnings = new ArrayList<>();
        definition.legacy()
                .map(legacy -> LegacyWarnings.of(legacy, environment.clock().instant()))
                .ifPresent(warnings::addAll);
        definition.resumption().earlyData().ifPresent(early -> warnings.add(
                "Early data (0-RTT) is allowed: what it asks for can be asked for again by whoever saw it."
                        + " Reason given: " + Quoted.of(early.reason()) + "."));
        if (!left.rules().extendedMainSecretRequired()) {
            warnings.add("TLS 1.2 is allowed without extended_master_secret, which lets an attacker join two"
                    + " connections (RFC 7627).");
        }
        if (!absent.isEmpty()) {
            warnings.add("Left out because no source has them: " + absent
                    + "; put the Bouncy Castle jar (bcprov) beside Handfast to have them.");
        }
        return List.copyOf(warnings);
    }

    private Optional<ProfileTerms> tried(
            ProfileDefinition definition, Policy policy, List<NamedCredential> credentials, Optional<Anchors> anchors) {
        try {
            ProfileTerms terms = terms(definition, policy, credentials, anchors);
            if (!inForce.test(terms)) {
                environment.selfCheck().check(new ProfileSnapshot(terms, 0));
            }
            return Optional.of(terms);
        } catch (TlsFailure e) {
            problems.add(definition.at(), "HF7303", "A handshake in memory with this profile failed: "
                    + e.reason() + " " + e.facts() + ".", Remedy.of(e.reason()));
            return Optional.empty();
        }
    }
}
