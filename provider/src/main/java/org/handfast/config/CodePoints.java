package org.handfast.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.handfast.config.ProfileDefinition.Asked;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.policy.Profiles;

/** Lists of registry names to code points. Names are compared without case; unknown ones are problems. */
final class CodePoints {
    private static final Set<SignatureScheme> SHA1 =
            Set.of(SignatureScheme.RSA_PKCS1_SHA1, SignatureScheme.ECDSA_SHA1);
    private static final List<ProtocolVersion> VERSIONS = List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12);

    private final Section spec;
    private final Problems problems;
    private final List<Asked> asked;

    CodePoints(Section spec, Problems problems, List<Asked> asked) {
        this.spec = spec;
        this.problems = problems;
        this.asked = asked;
    }

    /** The template with the profile's versions; where it has no suite of TLS 1.2, with the usual ones. */
    Policy withVersions(Policy template) {
        List<ProtocolVersion> versions = new ArrayList<>();
        for (Named<ProtocolVersion> found : named(
                "versions", "HF7111", "TLS version", ProtocolVersion.known(), VERSIONS::contains)) {
            if (VERSIONS.contains(found.code)) {
                versions.add(found.code);
            } else {
                problems.add(found.at, "HF7111", found.code + " is broken and not implemented.",
                        "Use TLSv1.3 and TLSv1.2; give partners who know neither a proxy of their own.");
            }
        }
        if (!spec.has("versions")) {
            return template;
        }
        Policy base = versions.contains(ProtocolVersion.TLS12) ? Profiles.withTls12(template) : template;
        return base.with(VERSIONS.stream().filter(versions::contains).toList(), base.suites(), base.schemes());
    }

    /** The profile's suites, or what is left of the template's with these versions. */
    List<CipherSuite> suites(Policy base) {
        List<CipherSuite> suites = new ArrayList<>();
        for (Named<CipherSuite> found : named(
                "suites", "HF7112", "cipher suite", CipherSuite.known(), CodePoints::isGood)) {
            ProtocolVersion version = found.code.isTls13() ? ProtocolVersion.TLS13 : ProtocolVersion.TLS12;
            if (found.code.isSignal()) {
                problems.add(found.at, "HF7112", found.code + " is a signal and no cipher suite.", "Remove it.");
            } else if (found.code.isLegacy()) {
                problems.add(found.at, "HF7112", found.code + " is a legacy suite.",
                        "Use one with ECDHE and GCM; where a partner knows none, move it to spec.legacy.suites, with"
                                + " reason and expires.");
            } else if (!base.versions().contains(version)) {
                problems.add(found.at, "HF7112", found.code + " belongs to " + version + ", which is not among the"
                        + " versions.", "Add " + version + " to versions, or remove the suite.");
            }
            suites.add(found.code);
        }
        if (!spec.has("suites")) {
            return base.coherent().suites();
        }
        for (ProtocolVersion version : spec.has("versions") ? base.versions() : List.<ProtocolVersion>of()) {
            if (suites.stream().noneMatch(suite -> suite.isTls13() == version.equals(ProtocolVersion.TLS13))) {
                problems.add(spec.at("suites"), "HF7116", "versions names " + version + ", but suites has none of it.",
                        "Add a suite, or remove the version.");
            }
        }
        return suites;
    }

    /** The suites of the block for legacy ones. */
    List<CipherSuite> legacySuites(Section legacy) {
        List<CipherSuite> suites = new ArrayList<>();
        for (Named<CipherSuite> found : lookUp("legacy.suites", "HF7112", "cipher suite", legacy.texts("suites"),
                CipherSuite.known(), CipherSuite::isLegacy)) {
            if (!found.code.isLegacy()) {
                problems.add(found.at, "HF7112", found.code + " is no legacy suite.", "Move it to spec.suites.");
            }
            suites.add(found.code);
        }
        return suites;
    }

    /** "RSASSA-PKCS1-v1_5 ... not defined for use in signed TLS handshake messages", RFC 9846 §4.3.3. */
    List<SignatureScheme> handshakeSchemes(List<SignatureScheme> standard, boolean tls12) {
        List<SignatureScheme> schemes = new ArrayList<>();
        for (Named<SignatureScheme> found : schemes(
                "signatureSchemes", scheme -> !SHA1.contains(scheme) && (tls12 || !scheme.isPkcs1()))) {
            if (SHA1.contains(found.code)) {
                problems.add(found.at, "HF7115", found.code + " signs no handshake any more.",
                        "Use a scheme with SHA-256 or better.");
            } else if (found.code.isPkcs1() && !tls12) {
                problems.add(found.at, "HF7115", found.code + " cannot sign a TLS 1.3 handshake.",
                        "Move it to certificateSignatureSchemes, or use rsa_pss_rsae_sha256.");
            } else {
                schemes.add(found.code);
            }
        }
        return spec.has("signatureSchemes") ? schemes : standard;
    }

    List<SignatureScheme> certificateSchemes(List<SignatureScheme> standard) {
        List<SignatureScheme> schemes = new ArrayList<>();
        for (Named<SignatureScheme> found : schemes("certificateSignatureSchemes", scheme -> true)) {
            schemes.add(found.code);
        }
        return spec.has("certificateSignatureSchemes") ? schemes : standard;
    }

    /** Groups from nodes of one list. */
    List<NamedGroup> groups(String key, List<YamlNode.Text> texts) {
        return lookUp(key, "HF7113", "group", texts, NamedGroup.known(), group -> true).stream()
                .map(n -> n.code)
                .toList();
    }

    private List<Named<SignatureScheme>> schemes(String key, Predicate<SignatureScheme> useful) {
        return named(key, "HF7114", "signature scheme", SignatureScheme.known(), useful);
    }

    private <C> List<Named<C>> named(
            String key, String rule, String what, List<C> known, Predicate<C> useful) {
        return lookUp(key, rule, what, spec.texts(key), known, useful);
    }

    /** Knows all of {@code known}, suggests only what is useful here. */
    private <C> List<Named<C>> lookUp(
            String key, String rule, String what, List<YamlNode.Text> texts, List<C> known, Predicate<C> useful) {
        List<Named<C>> found = new ArrayList<>();
        for (YamlNode.Text text : texts) {
            List<C> match = known.stream().filter(k -> k.toString().equalsIgnoreCase(text.text())).toList();
            if (match.isEmpty()) {
                problems.add(text.at(), rule, "There is no " + what + " " + Quoted.of(text.text()) + ".",
                        Nearest.fix(text.text(), known.stream()
                                .filter(useful)
                                .map(Object::toString)
                                .collect(Collectors.toCollection(TreeSet::new))));
            } else if (found.stream().anyMatch(n -> n.code.equals(match.get(0)))) {
                problems.add(text.at(), "HF7107", Quoted.of(text.text()) + " stands twice in " + key + ".",
                        "Remove one of the two.");
            } else {
                found.add(new Named<>(match.get(0), text.at()));
                asked.add(new Asked(match.get(0), text.at()));
            }
        }
        return found;
    }

    private static boolean isGood(CipherSuite suite) {
        return !suite.isSignal() && !suite.isLegacy();
    }

    private record Named<C>(C code, Position at) {}
}
