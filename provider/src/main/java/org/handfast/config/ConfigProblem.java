package org.handfast.config;

import java.util.Objects;

/**
 * One thing wrong with the profile file or something it refers to. Immutable; holds no secrets.
 *
 * @param file the file as the registry knows it
 * @param line from 1; 0: the file as a whole
 * @param column from 1; 0: the file as a whole
 * @param code stable rule code, {@code HF7}nnn
 * @param profile name of the profile it belongs to; empty: none or unknown
 * @param message what is wrong, one sentence
 * @param fix what to do, one sentence
 */
public record ConfigProblem(
        String file, int line, int column, String code, String profile, String message, String fix) {
    /** Checks that nothing is null and keeps each text on one line, whatever of the file it quotes. */
    public ConfigProblem {
        file = oneLine(Objects.requireNonNull(file, "file"));
        Objects.requireNonNull(code, "code");
        profile = oneLine(Objects.requireNonNull(profile, "profile"));
        message = oneLine(Objects.requireNonNull(message, "message"));
        fix = oneLine(Objects.requireNonNull(fix, "fix"));
    }

    /** One line: {@code file:line:column: code message Fix: fix}. */
    @Override
    public String toString() {
        String place = line == 0 ? file : file + ":" + line + ":" + column;
        return place + ": " + code + " " + message + " Fix: " + fix;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
    }
}
