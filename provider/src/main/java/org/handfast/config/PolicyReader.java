package org.handfast.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.handfast.config.ProfileDefinition.Asked;
import org.handfast.config.ProfileDefinition.LegacyDefinition;
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

    /** The policy, the code points the profile itself names, and its legacy suites, which the policy has, too. */
    record Result(Policy policy, List<Asked> asked, Optional<LegacyDefinition> legacy) {}

    Result read(String profile, Role role) {
        CodePoints codes = new CodePoints(spec, problems, asked);
        Policy base = codes.withVersions(template());
        boolean tls12 = base.versions().contains(ProtocolVersion.TLS12);
        List<CipherSuite> suites = codes.suites(base);
        Optional<LegacyDefinition> legacy = new LegacyReader(spec, codes, problems).read(tls12);
        boolean serverOrder = order(base, role, legacy.isPresent());
        GroupReader groups = new GroupReader(spec, problems, codes);
        List<List<NamedGroup>> tiers = groups.tiers(base.groupTiers());
        boolean hybridRequired = groups.hybridRequired(tiers, base.hybridRequired());
        List<NamedGroup> keyShares = groups.keyShares(tiers, base.keyShares(), role);
        List<SignatureScheme> schemes = codes.handshakeSchemes(base.schemes(), tls12);
        List<SignatureScheme> certificateSchemes = codes.certificateSchemes(base.certificateSchemes());
        WireReader wire = new WireReader(spec, problems);
        Policy policy = new Policy(named(base, profile, wire), base.versions(), joined(suites, legacy), serverOrder,
                tiers, hybridRequired, keyShares, schemes, certificateSchemes, wire.read(base.rules(), tls12));
        return new Result(policy.coherent(), asked, legacy);
    }

    /** Legacy suites come last. */
    private static List<CipherSuite> joined(List<CipherSuite> suites, Optional<LegacyDefinition> legacy) {
        List<CipherSuite> all = new ArrayList<>(suites);
        legacy.ifPresent(block -> all.addAll(block.suites()));
        return all;
    }

    /** A policy that differs from its template does not carry its name alone. */
    private String named(Policy base, String profile, WireReader wire) {
        return asked.isEmpty() && !spec.has("order") && !spec.has("hybrid") && !wire.any()
                ? base.name()
                : base.name() + "+" + profile;
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

    /** A server with legacy suites follows its own order, in which they come last: clients get the best they know. */
    private boolean order(Policy base, Role role, boolean legacy) {
        if (spec.has("order") && role == Role.CLIENT) {
            problems.add(spec.at("order"), "HF7118", "order has no meaning on the client side.",
                    "Remove it; a client's suites are offered in the order they are written.");
        }
        boolean standard = legacy || base.serverOrder();
        boolean serverOrder = spec.choice("order", Map.of("client", false, "server", true), standard);
        if (legacy && !serverOrder) {
            problems.add(spec.at("order"), "HF7118", "order: client has no meaning beside legacy suites.",
                    "Remove it; legacy suites are used only with peers that know nothing better.");
        }
        return serverOrder;
    }
}
