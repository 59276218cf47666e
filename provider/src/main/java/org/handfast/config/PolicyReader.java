package org.handfast.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.handfast.config.ProfileDefinition.Asked;
import org.handfast.credential.Role;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.policy.Profiles;

/** The negotiation part of a profile: a shipped template, each list replaced by the profile's own where it has one. */
final class PolicyReader {
    private final Section spec;
    private final Problems problems;
    private final List<Asked> asked = new ArrayList<>();

    PolicyReader(Section spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    /** The policy and the code points the profile itself names. */
    record Result(Policy policy, List<Asked> asked) {}

    Result read(String profile, Role role) {
        Policy base = template();
        CodePoints codes = new CodePoints(spec, problems, asked);
        List<ProtocolVersion> versions = codes.versions(base.versions());
        List<CipherSuite> suites = codes.suites(base.suites());
        boolean serverOrder = order(base, role);
        GroupReader groups = new GroupReader(spec, problems, codes);
        List<List<NamedGroup>> tiers = groups.tiers(base.groupTiers());
        boolean hybridRequired = groups.hybridRequired(tiers, base.hybridRequired());
        List<NamedGroup> keyShares = groups.keyShares(tiers, base.keyShares(), role);
        List<SignatureScheme> schemes = codes.handshakeSchemes(base.schemes());
        List<SignatureScheme> certificateSchemes = codes.certificateSchemes(base.certificateSchemes());
        Policy policy = new Policy(named(base, profile), versions, suites, serverOrder, tiers, hybridRequired,
                keyShares, schemes, certificateSchemes, base.rules());
        return new Result(policy, asked);
    }

    /** A policy that differs from its template does not carry its name alone. */
    private String named(Policy base, String profile) {
        return asked.isEmpty() && !spec.has("order") && !spec.has("hybrid") ? base.name() : base.name() + "+" + profile;
    }

    private Policy template() {
        if (spec.has("extends") && spec.has("template")) {
            problems.add(spec.at("template"), "HF7118", "extends and template mean the same.", "Keep one of the two.");
        }
        Optional<YamlNode.Text> name = spec.text("extends").or(() -> spec.text("template"));
        if (name.isEmpty()) {
            return Profiles.standard();
        }
        Optional<Policy> found = Profiles.named(name.get().text());
        if (found.isEmpty()) {
            problems.add(name.get().at(), "HF7110", "There is no template " + Quoted.of(name.get().text()) + ".",
                    Nearest.fix(name.get().text(), Profiles.names()));
        }
        return found.orElse(Profiles.standard());
    }

    private boolean order(Policy base, Role role) {
        if (spec.has("order") && role == Role.CLIENT) {
            problems.add(spec.at("order"), "HF7118", "order has no meaning on the client side.",
                    "Remove it; a client's suites are offered in the order they are written.");
        }
        return spec.choice("order", Map.of("client", false, "server", true), base.serverOrder());
    }
}
