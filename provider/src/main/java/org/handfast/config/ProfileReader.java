package org.handfast.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.handfast.config.ProfileDefinition.IdentityDefinition;
import org.handfast.config.ProfileDefinition.TrustDefinition;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Role;

/**
 * Documents to definitions. A profile with any problem is left out as a whole: nothing weaker takes the place of
 * what was meant (security rule N-9).
 */
final class ProfileReader {
    static final String API_VERSION = "handfast/v1";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Problems problems;
    private final Map<String, Position> names = new HashMap<>();
    private final Set<String> twice = new HashSet<>();

    ProfileReader(Problems problems) {
        this.problems = problems;
    }

    /** What was read: good definitions, and all names that stand in the file, good or bad. */
    record Result(List<ProfileDefinition> definitions, List<String> names) {}

    Result read(List<YamlNode> documents) {
        List<ProfileDefinition> definitions = new ArrayList<>();
        for (YamlNode document : documents) {
            int before = problems.count();
            Optional<ProfileDefinition> definition = document(document);
            if (problems.count() == before) {
                definition.ifPresent(definitions::add);
            }
            problems.within("");
        }
        if (documents.isEmpty()) {
            problems.add(Position.FILE, "HF7007", "The file holds no profile.",
                    "Write at least one document of kind Profile.");
        }
        // of two profiles with one name nobody knows which is meant: neither counts
        definitions.removeIf(d -> twice.contains(d.name()));
        return new Result(definitions, List.copyOf(names.keySet()));
    }

    private Optional<ProfileDefinition> document(YamlNode document) {
        if (!(document instanceof YamlNode.Fields fields)) {
            problems.add(document.at(), "HF7103", "A document is " + document.kind() + ", not a profile.",
                    "Begin it with apiVersion: " + API_VERSION + ".");
            return Optional.empty();
        }
        Section root = new Section("", fields, problems);
        String name = name(root);
        problems.within(name);
        root.requiredText("apiVersion");
        root.choice("apiVersion", Map.of(API_VERSION, true), true);
        root.requiredText("kind");
        root.choice("kind", Map.of("Profile", true), true);
        Optional<Section> spec = root.requiredSection("spec");
        root.done();
        return spec.map(s -> definition(name, root.at(), s));
    }

    private String name(Section root) {
        Optional<Section> metadata = root.requiredSection("metadata");
        Optional<YamlNode.Text> name = metadata.flatMap(m -> m.requiredText("name"));
        metadata.ifPresent(Section::done);
        if (name.isEmpty()) {
            return "";
        }
        String text = name.get().text();
        if (!NAME.matcher(text).matches()) {
            problems.add(name.get().at(), "HF7109", "A profile cannot be called " + Quoted.of(text) + ".",
                    "Use 1 to 64 letters, digits, dots, underscores or hyphens, beginning with a letter or digit.");
            return "";
        }
        Position first = names.putIfAbsent(text, name.get().at());
        if (first != null) {
            twice.add(text);
            problems.within(text);
            problems.add(name.get().at(), "HF7108",
                    "Profile " + Quoted.of(text) + " stands twice in the file, first in line " + first.line() + ".",
                    "Rename or remove one of the two.");
        }
        return text;
    }

    private ProfileDefinition definition(String name, Position at, Section spec) {
        Role role = side(spec);
        PolicyReader.Result policy = new PolicyReader(spec, problems).read(name, role);
        List<IdentityDefinition> identities = new IdentityReader(problems).identities(spec);
        Optional<TrustDefinition> trust = new IdentityReader(problems).trust(spec);
        ClientAuthentication authentication = clientAuthentication(spec, role);
        UnknownName unknownName = unknownName(spec, role);
        List<String> alpn = new AlpnReader(problems).read(spec);
        ResumptionTerms resumption = new ResumptionReader(problems).read(spec, role, authentication);
        spec.done();
        checkComplete(spec, role, trust.isPresent(), authentication);
        return new ProfileDefinition(name, at, role, policy.policy(), policy.asked(), policy.legacy(), identities,
                trust, authentication, alpn, unknownName, resumption);
    }

    private Role side(Section spec) {
        spec.requiredText("side");
        return spec.choice("side", Map.of("server", Role.SERVER, "client", Role.CLIENT), Role.SERVER);
    }

    private ClientAuthentication clientAuthentication(Section spec, Role role) {
        if (spec.has("clientAuth") && role == Role.CLIENT) {
            problems.add(spec.at("clientAuth"), "HF7118", "clientAuth has no meaning on the client side.",
                    "Remove it, or set side: server.");
        }
        return spec.choice("clientAuth", Map.of("none", ClientAuthentication.NONE, "want", ClientAuthentication.WANT,
                "need", ClientAuthentication.NEED), ClientAuthentication.NONE);
    }

    private UnknownName unknownName(Section spec, Role role) {
        if (spec.has("unknownName") && role == Role.CLIENT) {
            problems.add(spec.at("unknownName"), "HF7118", "unknownName has no meaning on the client side.",
                    "Remove it, or set side: server.");
        }
        return spec.choice("unknownName", Map.of("reject", UnknownName.REJECT, "default", UnknownName.DEFAULT,
                "ignore", UnknownName.IGNORE), UnknownName.DEFAULT);
    }

    private void checkComplete(Section spec, Role role, boolean trusts, ClientAuthentication authentication) {
        if (role == Role.SERVER && !spec.has("certificates")) {
            problems.add(spec.at(), "HF7121", "A server profile needs certificates.", "Add spec.certificates.");
        }
        if (role == Role.CLIENT && !spec.has("trust")) {
            problems.add(spec.at(), "HF7122", "A client profile needs trust.",
                    "Add spec.trust with a bundle or keystore, or \"trust: {system: true}\" for Java's own list.");
        }
        if (role == Role.SERVER && authentication != ClientAuthentication.NONE && !trusts && !spec.has("trust")) {
            problems.add(spec.at("clientAuth"), "HF7122", "clientAuth needs trust.",
                    "Add spec.trust with the authorities that issue client certificates.");
        }
    }
}
