package org.handfast.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mapping being read: each question takes a key, {@link #done()} reports the keys nobody asked for, so that a
 * key that would have no effect is never accepted. Not thread-safe.
 */
final class Section {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})([smhd])");
    private static final Map<String, Integer> UNITS = Map.of("s", 1, "m", 60, "h", 3600, "d", 86_400);

    private final String path;
    private final Position at;
    private final Problems problems;
    private final Map<String, YamlNode.Field> fields = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();

    Section(String path, YamlNode.Fields source, Problems problems) {
        this.path = path;
        this.at = source.at();
        this.problems = problems;
        for (YamlNode.Field field : source.fields()) {
            if (fields.putIfAbsent(field.key().text(), field) != null) {
                problems.add(field.key().at(), "HF7105", "Key " + name(field.key().text()) + " appears twice.",
                        "Keep one of the two.");
            }
        }
    }

    /** Where the mapping begins. */
    Position at() {
        return at;
    }

    /** Where a key's value begins, or the mapping where the key is missing. */
    Position at(String key) {
        YamlNode.Field field = fields.get(key);
        return field == null ? at : field.value().at();
    }

    /** Whether the key is there. */
    boolean has(String key) {
        asked.add(key);
        return fields.containsKey(key);
    }

    /** The key's text; empty when it is missing or wrong, which is reported. */
    Optional<YamlNode.Text> text(String key) {
        return value(key, YamlNode.Text.class, "text").filter(t -> notEmpty(key, t));
    }

    /** As {@link #text}, and missing is a problem. */
    Optional<YamlNode.Text> requiredText(String key) {
        require(key);
        return text(key);
    }

    /** The key's mapping. */
    Optional<Section> section(String key) {
        return value(key, YamlNode.Fields.class, "a mapping").map(f -> new Section(name(key), f, problems));
    }

    /** As {@link #section}, and missing is a problem. */
    Optional<Section> requiredSection(String key) {
        require(key);
        return section(key);
    }

    /** The key's list, which must not be empty; an empty result where it is missing or wrong. */
    List<YamlNode> list(String key) {
        Optional<YamlNode.Items> found = value(key, YamlNode.Items.class, "a list");
        if (found.isPresent() && found.get().items().isEmpty()) {
            problems.add(found.get().at(), "HF7104", name(key) + " is an empty list.",
                    "Name at least one, or remove the key to take the default.");
        }
        return found.map(YamlNode.Items::items).orElse(List.of());
    }

    /** The key's list of texts. */
    List<YamlNode.Text> texts(String key) {
        return texts(name(key), list(key));
    }

    /** The nodes that are texts; others are reported. */
    List<YamlNode.Text> texts(String what, List<YamlNode> nodes) {
        List<YamlNode.Text> texts = new ArrayList<>();
        for (YamlNode node : nodes) {
            if (node instanceof YamlNode.Text text && !text.text().isEmpty()) {
                texts.add(text);
            } else {
                problems.add(node.at(), "HF7103", "An entry of " + what + " is " + node.kind() + ", not text.",
                        "Write it as plain text.");
            }
        }
        return texts;
    }

    /** One of the words, or the standard where the key is missing or wrong. */
    <E> E choice(String key, Map<String, E> words, E standard) {
        Optional<YamlNode.Text> text = text(key);
        if (text.isEmpty()) {
            return standard;
        }
        E chosen = words.get(text.get().text());
        if (chosen == null) {
            TreeSet<String> known = new TreeSet<>(words.keySet());
            problems.add(text.get().at(), "HF7106", name(key) + " cannot be " + Quoted.of(text.get().text()) + ".",
                    Nearest.fix(text.get().text(), known));
            return standard;
        }
        return chosen;
    }

    /** A whole number in this range; empty when it is missing or wrong, which is reported. */
    OptionalInt number(String key, int least, int most) {
        Optional<YamlNode.Text> text = text(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        String digits = text.get().text();
        int value = digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
        if (value < least || value > most) {
            problems.add(text.get().at(), "HF7123", name(key) + " cannot be " + Quoted.of(digits) + ".",
                    "Use a number from " + least + " to " + most + ".");
            return OptionalInt.empty();
        }
        return OptionalInt.of(value);
    }

    /** A time such as {@code 90s}, {@code 30m}, {@code 12h} or {@code 7d}, in seconds; as {@link #number}. */
    OptionalInt seconds(String key, int least, int most) {
        Optional<YamlNode.Text> text = text(key);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        Matcher time = TIME.matcher(text.get().text());
        long value = time.matches() ? Long.parseLong(time.group(1)) * UNITS.get(time.group(2)) : -1;
        if (value < least || value > most) {
            problems.add(text.get().at(), "HF7123", name(key) + " cannot be " + Quoted.of(text.get().text()) + ".",
                    "Use a time from " + least + "s to " + most + "s, such as 90s, 30m or 12h.");
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) value);
    }

    /** Reports every key nobody asked for. */
    void done() {
        for (YamlNode.Field field : fields.values()) {
            String key = field.key().text();
            if (!asked.contains(key)) {
                problems.add(field.key().at(), "HF7101", "Unknown key " + Quoted.of(key) + (path.isEmpty() ? "" : " in "
                        + path) + ".", Nearest.fix(key, asked));
            }
        }
    }

    /** The key with its path, for messages. */
    String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private void require(String key) {
        if (!has(key)) {
            problems.add(at, "HF7102", name(key) + " is missing.", "Add it.");
        }
    }

    private <T extends YamlNode> Optional<T> value(String key, Class<T> type, String expected) {
        asked.add(key);
        YamlNode.Field field = fields.get(key);
        if (field == null) {
            return Optional.empty();
        }
        if (!type.isInstance(field.value())) {
            problems.add(field.value().at(), "HF7103",
                    name(key) + " is " + field.value().kind() + " where " + expected + " is expected.",
                    "Write it as " + expected + ".");
            return Optional.empty();
        }
        return Optional.of(type.cast(field.value()));
    }

    private boolean notEmpty(String key, YamlNode.Text text) {
        if (text.text().isEmpty()) {
            problems.add(text.at(), "HF7104", name(key) + " is empty.",
                    "Give it a value, or remove the key to take the default.");
        }
        return !text.text().isEmpty();
    }
}
