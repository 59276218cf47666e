package org.handfast.requirements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The classes below a source folder by simple name, to see whether a name in a row exists. */
final class Sources {
    private final Map<String, String> texts = new HashMap<>();

    Sources(Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(file -> file.toString().endsWith(".java")).toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString().replace(".java", "");
            texts.merge(name, Files.readString(file), String::concat);
        }
    }

    /** Whether the class, and the method or constant behind {@code #}, exist. */
    boolean has(String reference) {
        String[] parts = reference.split("#");
        String text = texts.get(parts[0]);
        return text != null && (parts.length == 1
                || Pattern.compile("\\b" + parts[1] + "\\b").matcher(text).find());
    }

    /** Whether the class has a test method of that name. */
    boolean hasTest(String reference) {
        String[] parts = reference.split("#");
        String text = texts.get(parts[0]);
        return text != null && parts.length == 2
                && Pattern.compile("@(?:Test|ParameterizedTest|TestFactory|FuzzTest)[^{};]*?(?:\\{[^{}]*}[^{};]*?)*?"
                        + "\\b" + parts[1] + "\\(").matcher(text).find();
    }
}
