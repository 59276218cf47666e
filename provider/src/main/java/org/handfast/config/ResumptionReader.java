package org.handfast.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.handfast.credential.Role;

/**
 * The key {@code resumption}: {@code {enabled, tickets, ticketsPerHandshake, lifetime, sessionCache: {entries,
 * megabytes, lifetime}}}. Clients know {@code enabled} alone: how long and how much is the server's to say.
 */
final class ResumptionReader {
    private static final Map<String, Boolean> YES_OR_NO = Map.of("true", true, "false", false);
    private static final List<String> DETAILS = List.of("tickets", "ticketsPerHandshake", "lifetime", "sessionCache");
    private static final int MOST_TICKETS = 16;
    private static final int MOST_ENTRIES = 10_000_000;
    private static final int MOST_MEGABYTES = 65_536;
    private static final int WEEK = 604_800;

    private final Problems problems;

    ResumptionReader(Problems problems) {
        this.problems = problems;
    }

    ResumptionTerms read(Section spec, Role role) {
        Optional<Section> section = spec.section("resumption");
        if (section.isEmpty()) {
            return ResumptionTerms.STANDARD;
        }
        boolean enabled = section.get().choice("enabled", YES_OR_NO, true);
        ResumptionTerms terms = details(section.get());
        section.get().done();
        if (role == Role.CLIENT) {
            refuse(section.get(), "on the client side", "Remove it, or set side: server.");
        } else if (!enabled) {
            refuse(section.get(), "where enabled is false", "Remove it, or set enabled: true.");
        }
        return enabled ? terms : ResumptionTerms.OFF;
    }

    private ResumptionTerms details(Section section) {
        ResumptionTerms standard = ResumptionTerms.STANDARD;
        boolean tickets = section.choice("tickets", YES_OR_NO, true);
        OptionalInt count = section.number("ticketsPerHandshake", 0, MOST_TICKETS);
        OptionalInt lifetime = section.seconds("lifetime", 1, WEEK);
        Optional<Section> cache = section.section("sessionCache");
        OptionalInt entries = cache.map(c -> c.number("entries", 0, MOST_ENTRIES)).orElse(OptionalInt.empty());
        OptionalInt megabytes = cache.map(c -> c.number("megabytes", 1, MOST_MEGABYTES)).orElse(OptionalInt.empty());
        OptionalInt held = cache.map(c -> c.seconds("lifetime", 1, WEEK)).orElse(OptionalInt.empty());
        cache.ifPresent(Section::done);
        return new ResumptionTerms(
                true,
                tickets,
                count.orElse(standard.ticketsPerHandshake()),
                lifetime.orElse(standard.lifetime()),
                entries.orElse(standard.cacheEntries()),
                megabytes.isPresent() ? (long) megabytes.getAsInt() << 20 : standard.cacheBytes(),
                held.orElse(standard.cacheLifetime()));
    }

    private void refuse(Section section, String where, String fix) {
        DETAILS.stream().filter(section::has).forEach(key -> problems.add(
                section.at(key), "HF7118", section.name(key) + " has no meaning " + where + ".", fix));
    }
}
