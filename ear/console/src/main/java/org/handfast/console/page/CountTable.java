package org.handfast.console.page;

import java.util.List;

/** A table of counts. Read by pages through its getters. Immutable. */
public final class CountTable {
    private final String title;
    private final List<Count> counts;

    private CountTable(String title, List<Count> counts) {
        this.title = title;
        this.counts = counts;
    }

    /** A table. */
    static CountTable of(String title, List<Count> counts) {
        return new CountTable(title, List.copyOf(counts));
    }

    /** Its title. */
    public String getTitle() {
        return title;
    }

    /** Its lines, most first. */
    public List<Count> getCounts() {
        return counts;
    }
}
