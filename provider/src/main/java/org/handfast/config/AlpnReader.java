package org.handfast.config;

import java.util.ArrayList;
import java.util.List;

/** ALPN names: 1 to 255 bytes each (RFC 7301 §3.1), here printable ASCII. */
final class AlpnReader {
    private static final int LONGEST = 255;
    private static final int LONGEST_LIST = 4096;

    private final Problems problems;

    AlpnReader(Problems problems) {
        this.problems = problems;
    }

    List<String> read(Section spec) {
        List<String> names = new ArrayList<>();
        int bytes = 0;
        for (YamlNode.Text text : spec.texts("alpn")) {
            String name = text.text();
            bytes += 1 + name.length();
            if (name.length() > LONGEST || bytes > LONGEST_LIST || !name.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
                problems.add(text.at(), "HF7119", Quoted.of(name) + " is no application protocol.",
                        "Use a registered name such as h2 or http/1.1.");
            } else if (names.contains(name)) {
                problems.add(text.at(), "HF7107", Quoted.of(name) + " stands twice in alpn.", "Remove one of the two.");
            } else {
                names.add(name);
            }
        }
        return names;
    }
}
