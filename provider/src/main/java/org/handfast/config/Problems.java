package org.handfast.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong, so that all of a pass is reported together. Not thread-safe. */
final class Problems {
    private final String file;
    private final List<ConfigProblem> list = new ArrayList<>();
    private String profile = "";

    Problems(Path file) {
        this.file = file.toString();
    }

    /** Problems from now on belong to this profile; empty: to none. */
    void within(String name) {
        profile = name;
    }

    /** Notes one. */
    void add(Position at, String code, String message, String fix) {
        list.add(new ConfigProblem(file, at.line(), at.column(), code, profile, message, fix));
    }

    /** How many so far; a pass compares before and after. */
    int count() {
        return list.size();
    }

    /** All, from the top of the file to its end. */
    List<ConfigProblem> list() {
        return list.stream()
                .sorted(Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column))
                .toList();
    }
}
