package org.handfast.console.page;


/** One line of a table of counts. Read by pages through its getters. Immutable. */
public final class Count {
    private final String name;
    private final long count;

    private Count(String name, long count) {
        this.name = name;
        this.count = count;
    }

    /** A count. */
    static Count of(String name, long count) {
        return new Count(name, count);
    }

    /** What was counted. */
    public String getName() {
        return name;
    }

    /** How often. */
    public long getCount() {
        return count;
    }
}
