package org.handfast.config;

import java.util.Map;
import java.util.Optional;
import org.handfast.policy.RecordPadding;
import org.handfast.policy.WireRules;

/**
 * The keys that shape what goes on the wire: {@code extendedMainSecret}, {@code grease}, {@code paddingBlock},
 * {@code recordSizeLimit}.
 *
 * <ul>
 *   <li>{@code extendedMainSecret: {required: false, reason: ...}} lets peers of TLS 1.2 in that lack RFC 7627.
 *   <li>{@code grease: true} strews reserved code points into what we offer (RFC 8701).
 *   <li>{@code paddingBlock: 512} pads records of TLS 1.3 to multiples of so many bytes, 1 to 16384.
 *   <li>{@code recordSizeLimit: 4096} asks peers for records of at most so many bytes, 64 to 16384 (RFC 8449).
 * </ul>
 */
final class WireReader {
    private static final Map<String, Boolean> YES_OR_NO = Map.of("true", true, "false", false);

    private final Section spec;
    private final Problems problems;

    WireReader(Section spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    /** Whether the profile has any of the keys. */
    boolean any() {
        return spec.has("extendedMainSecret") | spec.has("grease") | spec.has("paddingBlock")
                | spec.has("recordSizeLimit");
    }

    /**
     * The template's rules with the profile's own.
     *
     * @param tls12 whether TLS 1.2 is allowed
     */
    WireRules read(WireRules standard, boolean tls12) {
        var padding = spec.number("paddingBlock", 1, WireRules.LARGEST_RECORD_SIZE);
        var limit = spec.number("recordSizeLimit", WireRules.LEAST_RECORD_SIZE, WireRules.LARGEST_RECORD_SIZE);
        return new WireRules(
                extendedMainSecret(standard, tls12),
                spec.choice("grease", YES_OR_NO, standard.grease()),
                padding.isPresent() ? new RecordPadding(padding.getAsInt()) : standard.padding(),
                limit.isPresent() ? limit : standard.recordSizeLimit());
    }

    /** Without it the secrets of two connections can be made equal (RFC 7627 §1): whoever wants that says why. */
    private boolean extendedMainSecret(WireRules standard, boolean tls12) {
        Optional<Section> section = spec.section("extendedMainSecret");
        if (section.isEmpty()) {
            return standard.extendedMainSecretRequired();
        }
        section.get().requiredText("required");
        boolean required = section.get().choice("required", YES_OR_NO, true);
        if (!required) {
            section.get().requiredText("reason");
        } else if (section.get().has("reason")) {
            problems.add(section.get().at("reason"), "HF7118", "A reason has no meaning where it is required.",
                    "Remove it, or set required: false.");
        }
        section.get().done();
        if (!tls12) {
            problems.add(section.get().at(), "HF7118", "extendedMainSecret has no meaning without TLSv1.2.",
                    "Remove it, or add TLSv1.2 to versions.");
        }
        return required;
    }
}
