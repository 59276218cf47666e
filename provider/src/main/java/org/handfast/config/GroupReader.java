package org.handfast.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.handfast.credential.Role;
import org.handfast.iana.NamedGroup;

/**
 * {@code groups}, {@code hybrid} and {@code keyShares}. A flat list becomes two tiers, hybrids first; a list of
 * lists is taken as it stands.
 */
final class GroupReader {
    private final Section spec;
    private final Problems problems;
    private final CodePoints codes;

    GroupReader(Section spec, Problems problems, CodePoints codes) {
        this.spec = spec;
        this.problems = problems;
        this.codes = codes;
    }

    List<List<NamedGroup>> tiers(List<List<NamedGroup>> standard) {
        List<YamlNode> nodes = spec.list("groups");
        if (!spec.has("groups")) {
            return standard;
        }
        boolean nested = !nodes.isEmpty() && nodes.stream().allMatch(YamlNode.Items.class::isInstance);
        return nested ? nested(nodes) : flat(codes.groups("groups", spec.texts("groups", nodes)));
    }

    boolean hybridRequired(List<List<NamedGroup>> tiers, boolean standard) {
        boolean required = spec.choice("hybrid", Map.of("preferred", false, "required", true), standard);
        if (required && tiers.stream().flatMap(List::stream).noneMatch(NamedGroup::isHybrid)) {
            problems.add(spec.at("hybrid"), "HF7117", "A hybrid group is required, but groups has none.",
                    "Add X25519MLKEM768 to groups, or set hybrid: preferred.");
        }
        return required;
    }

    List<NamedGroup> keyShares(List<List<NamedGroup>> tiers, List<NamedGroup> standard, Role role) {
        List<NamedGroup> all = tiers.stream().flatMap(List::stream).toList();
        List<YamlNode.Text> texts = spec.texts("keyShares");
        List<NamedGroup> shares = codes.groups("keyShares", texts);
        if (!spec.has("keyShares")) {
            return defaultShares(all, standard);
        }
        if (role == Role.SERVER) {
            problems.add(spec.at("keyShares"), "HF7118", "keyShares has no meaning on the server side.",
                    "Remove it; a server answers the client's shares.");
        }
        for (NamedGroup share : shares) {
            if (!all.contains(share)) {
                problems.add(spec.at("keyShares"), "HF7116", "keyShares names " + share + ", which groups does not.",
                        "Add it to groups, or remove it from keyShares.");
            }
        }
        return shares;
    }

    /** The template's shares that are left; if none is, the best group alone. */
    private static List<NamedGroup> defaultShares(List<NamedGroup> all, List<NamedGroup> standard) {
        List<NamedGroup> left = standard.stream().filter(all::contains).toList();
        return left.isEmpty() ? all.stream().limit(1).toList() : left;
    }

    private List<List<NamedGroup>> nested(List<YamlNode> nodes) {
        List<List<NamedGroup>> tiers = new ArrayList<>();
        Set<NamedGroup> seen = new HashSet<>();
        for (YamlNode node : nodes) {
            List<NamedGroup> tier = codes.groups("groups", spec.texts("groups", ((YamlNode.Items) node).items()));
            if (((YamlNode.Items) node).items().isEmpty()) {
                problems.add(node.at(), "HF7104", "A tier of groups is empty.", "Name a group in it, or remove it.");
            }
            tier.stream().filter(g -> !seen.add(g)).forEach(g -> problems.add(node.at(), "HF7107",
                    g + " stands in two tiers of groups.", "Remove it from one of them."));
            tiers.add(tier);
        }
        return tiers;
    }

    private static List<List<NamedGroup>> flat(List<NamedGroup> groups) {
        List<NamedGroup> hybrids = groups.stream().filter(NamedGroup::isHybrid).toList();
        List<NamedGroup> classical = groups.stream().filter(g -> !g.isHybrid()).toList();
        return List.of(hybrids, classical).stream().filter(tier -> !tier.isEmpty()).toList();
    }
}
