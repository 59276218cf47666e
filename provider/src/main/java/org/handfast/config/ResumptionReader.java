package org.handfast.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Role;

/**
 * The key {@code resumption}: {@code {enabled, tickets, ticketsPerHandshake, lifetime, sessionCache: {entries,
 * megabytes, lifetime}, cluster, earlyData: {maxBytes, reason}}}. Clients know {@code enabled} and {@code earlyData}
 * alone: how long and how much is the server's to say.
 */
final class ResumptionReader {
    private static final Map<String, Boolean> YES_OR_NO = Map.of("true", true, "false", false);
    private static final String CLUSTER = "cluster";
    private static final List<String> DETAILS =
            List.of("tickets", "ticketsPerHandshake", "lifetime", "sessionCache", CLUSTER);
    private static final String EARLY_DATA = "earlyData";
    private static final int MOST_TICKETS = 16;
    private static final int MOST_ENTRIES = 10_000_000;
    private static final int MOST_MEGABYTES = 65_536;
    private static final int WEEK = 604_800;
    private static final int MOST_EARLY_BYTES = 1 << 20;

    private final Problems problems;

    ResumptionReader(Problems problems) {
        this.problems = problems;
    }

    /** @param asked what the profile asks of clients */
    ResumptionTerms read(Section spec, Role role, ClientAuthentication asked) {
        Optional<Section> section = spec.section("resumption");
        if (section.isEmpty()) {
            return ResumptionTerms.STANDARD;
        }
        boolean enabled = section.get().choice("enabled", YES_OR_NO, true);
        ResumptionTerms terms = details(section.get(), earlyData(section.get()));
        checkEarlyData(section.get(), terms, asked);
        if (!terms.tickets()) {
            refuse(section.get(), CLUSTER, "where no tickets are given", "Remove it, or give tickets.");
        }
        section.get().done();
        if (role == Role.CLIENT) {
            refuse(section.get(), "on the client side", "Remove it, or set side: server.");
        } else if (!enabled) {
            refuse(section.get(), "where enabled is false", "Remove it, or set enabled: true.");
        }
        if (!enabled) {
            refuse(section.get(), EARLY_DATA, "where enabled is false", "Remove it, or set enabled: true.");
        }
        return enabled ? terms : ResumptionTerms.OFF;
    }

    private ResumptionTerms details(Section section, Optional<EarlyDataTerms> earlyData) {
        ResumptionTerms standard = ResumptionTerms.STANDARD;
        boolean tickets = section.choice("tickets", YES_OR_NO, true);
        OptionalInt count = section.number("ticketsPerHandshake", 0, MOST_TICKETS);
        OptionalInt lifetime = section.seconds("lifetime", 1, WEEK);
        boolean cluster = section.choice(CLUSTER, YES_OR_NO, false);
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
                held.orElse(standard.cacheLifetime()),
                cluster,
                earlyData);
    }

    /** Never without a reason (security rule E-1). */
    private static Optional<EarlyDataTerms> earlyData(Section section) {
        return section.section(EARLY_DATA).flatMap(early -> {
            OptionalInt bytes = early.number("maxBytes", 1, MOST_EARLY_BYTES);
            Optional<YamlNode.Text> reason = early.requiredText("reason");
            early.done();
            return reason.map(why ->
                    new EarlyDataTerms(bytes.orElse(EarlyDataTerms.STANDARD_BYTES), why.text()));
        });
    }

    /** What would never be used must not look as if it were. */
    private void checkEarlyData(Section section, ResumptionTerms terms, ClientAuthentication asked) {
        if (terms.earlyData().isEmpty()) {
            return;
        }
        if (!terms.tickets() || terms.ticketsPerHandshake() == 0) {
            refuse(section, EARLY_DATA, "where no tickets are given", "Remove it, or give tickets.");
        }
        if (asked != ClientAuthentication.NONE) {
            refuse(section, EARLY_DATA, "beside clientAuth: early data comes before the client can be known",
                    "Remove it, or move what asks for client certificates into a profile of its own.");
        }
    }

    private void refuse(Section section, String where, String fix) {
        DETAILS.stream().filter(section::has).forEach(key -> refuse(section, key, where, fix));
    }

    private void refuse(Section section, String key, String where, String fix) {
        if (section.has(key)) {
            problems.add(section.at(key), "HF7118", section.name(key) + " has no meaning " + where + ".", fix);
        }
    }
}
