package org.handfast.config;

import java.util.List;

/** YAML as the profile file needs it: text, lists and maps with their places. Immutable. */
sealed interface YamlNode {
    /** Where it begins. */
    Position at();

    /** What it is, for messages. */
    String kind();

    /** Any scalar; numbers and booleans stay text. */
    record Text(Position at, String text) implements YamlNode {
        @Override
        public String kind() {
            return text.isEmpty() ? "nothing" : "text";
        }
    }

    /** A sequence. */
    record Items(Position at, List<YamlNode> items) implements YamlNode {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A mapping; keys are text, in file order, duplicates kept for the report. */
    record Fields(Position at, List<Field> fields) implements YamlNode {
        public Fields {
            fields = List.copyOf(fields);
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** One key with its value. */
    record Field(Text key, YamlNode value) {}
}
