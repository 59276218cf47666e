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

/** Lists of registry names to code points. Names are compared without case; unknown ones are problems. */
final class CodePoints {
    private static final Set<SignatureScheme> CERTIFICATES_ONLY = Set.of(
            SignatureScheme.RSA_PKCS1_SHA1,
            SignatureScheme.ECDSA_SHA1,
            SignatureScheme.RSA_PKCS1_SHA256,
            SignatureScheme.RSA_PKCS1_SHA384,
            SignatureScheme.RSA_PKCS1_SHA512);

    private final Section spec;
    private final Problems problems;
    private final List<Asked> asked;

    CodePoints(Section spec, Problems problems, List<Asked> asked) {
        this.spec = spec;
        this.problems = problems;
        this.asked = asked;
    }

    List<ProtocolVersion> versions(List<ProtocolVersion> standard) {
        List<ProtocolVersion> versions = new ArrayList<>();
        for (Named<ProtocolVersion> found : named(
                "versions", "HF7111", "TLS version", ProtocolVersion.known(), ProtocolVersion.TLS13::equals)) {
            if (found.code.equals(ProtocolVersion.TLS13)) {
                versions.add(found.code);
            } else {
                problems.add(found.at, "HF7111", found.code + " is not available in this version of Handfast.",
                        "Use TLSv1.3.");
            }
        }
        return spec.has("versions") ? versions : standard;
    }

    List<CipherSuite> suites(List<CipherSuite> standard) {
        List<CipherSuite> suites = new ArrayList<>();
        for (Named<CipherSuite> found : named(
                "suites", "HF7112", "cipher suite", CipherSuite.known(), CodePoints::isTls13)) {
            if (isTls13(found.code)) {
                suites.add(found.code);
            } else {
                problems.add(found.at, "HF7112", found.code + " does not belong to TLS 1.3.",
                        "Use suites that begin with TLS_AES_ or TLS_CHACHA20_.");
            }
        }
        return spec.has("suites") ? suites : standard;
    }

    /** "RSASSA-PKCS1-v1_5 ... not defined for use in signed TLS handshake messages", RFC 9846 §4.3.3. */
    List<SignatureScheme> handshakeSchemes(List<SignatureScheme> standard) {
        List<SignatureScheme> schemes = new ArrayList<>();
        for (Named<SignatureScheme> found : schemes(
                "signatureSchemes", scheme -> !CERTIFICATES_ONLY.contains(scheme))) {
            if (CERTIFICATES_ONLY.contains(found.code)) {
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

    private static boolean isTls13(CipherSuite suite) {
        return suite.code() >> 8 == 0x13;
    }

    private record Named<C>(C code, Position at) {}
}
