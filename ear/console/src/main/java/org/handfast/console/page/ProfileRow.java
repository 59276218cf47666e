package org.handfast.console.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.handfast.config.ProfileSnapshot;

/** A profile. Read by pages through its getters. Immutable. */
public final class ProfileRow {
    private final String name;
    private final String role;
    private final String policy;
    private final long generation;
    private final String groups;
    private final String suites;
    private final String clients;
    private final List<String> warnings;

    private ProfileRow(
            String name,
            String role,
            String policy,
            long generation,
            String groups,
            String suites,
            String clients,
            List<String> warnings) {
        this.name = name;
        this.role = role;
        this.policy = policy;
        this.generation = generation;
        this.groups = groups;
        this.suites = suites;
        this.clients = clients;
        this.warnings = warnings;
    }

    /** What the snapshot says. */
    static ProfileRow of(ProfileSnapshot snapshot) {
        var policy = snapshot.context().policy();
        return new ProfileRow(
                snapshot.name(),
                snapshot.role().name().toLowerCase(Locale.ROOT),
                policy.name(),
                snapshot.generation(),
                joined(policy.groups()),
                joined(policy.suites()),
                snapshot.clientAuthentication().name().toLowerCase(Locale.ROOT),
                snapshot.warnings());
    }

    private static String joined(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /** Its name. */
    public String getName() {
        return name;
    }

    /** Our side. */
    public String getRole() {
        return role;
    }

    /** The policy it is built on. */
    public String getPolicy() {
        return policy;
    }

    /** Counts accepted changes. */
    public long getGeneration() {
        return generation;
    }

    /** Groups, best first. */
    public String getGroups() {
        return groups;
    }

    /** Suites, best first. */
    public String getSuites() {
        return suites;
    }

    /** Client authentication. */
    public String getClients() {
        return clients;
    }

    /** What was left out. */
    public List<String> getWarnings() {
        return warnings;
    }
}
