package org.handfast.bogo;

import java.util.stream.Stream;

/** Prints the flags that the shim knows, one a line: what has another needs no JVM to be told that it does not apply. */
final class KnownFlags {
    private KnownFlags() {}

    /** Takes no words. */
    public static void main(String[] words) {
        Stream.concat(FlagTable.SWITCHES.stream(), FlagTable.VALUES.stream()).sorted().forEach(System.out::println);
    }
}
