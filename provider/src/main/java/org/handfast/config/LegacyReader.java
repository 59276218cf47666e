package org.handfast.config;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.handfast.config.ProfileDefinition.LegacyDefinition;

/**
 * The block {@code legacy}: suites without forward secrecy or without AEAD, for partners who know nothing else. It
 * says why and until when; both are asked for. The last day is counted in UTC. After it the suites are left out with
 * a warning, and everything else of the profile serves on: a date must not take a service down.
 */
final class LegacyReader {
    private final Section spec;
    private final CodePoints codes;
    private final Problems problems;

    LegacyReader(Section spec, CodePoints codes, Problems problems) {
        this.spec = spec;
        this.codes = codes;
        this.problems = problems;
    }

    Optional<LegacyDefinition> read(boolean tls12) {
        Optional<Section> found = spec.section("legacy");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Section legacy = found.get();
        if (!legacy.has("suites")) {
            problems.add(legacy.at(), "HF7102", legacy.name("suites") + " is missing.", "Add it.");
        }
        var suites = codes.legacySuites(legacy);
        Optional<YamlNode.Text> reason = legacy.requiredText("reason");
        Optional<LocalDate> expires = legacy.requiredText("expires").flatMap(this::date);
        legacy.done();
        if (!tls12) {
            problems.add(legacy.at(), "HF7118", "legacy has no meaning without TLSv1.2.",
                    "Remove it, or add TLSv1.2 to versions.");
        }
        if (reason.isEmpty() || expires.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LegacyDefinition(legacy.at(), suites, reason.get().text(), expires.get()));
    }

    private Optional<LocalDate> date(YamlNode.Text text) {
        try {
            return Optional.of(LocalDate.parse(text.text()));
        } catch (DateTimeParseException e) {
            problems.add(text.at(), "HF7123", "spec.legacy.expires cannot be " + Quoted.of(text.text()) + ".",
                    "Write the last day of use as year-month-day, such as 2027-03-31.");
            return Optional.empty();
        }
    }
}
