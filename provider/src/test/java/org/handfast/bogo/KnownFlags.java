package org.handfast.bogo;

import java.util.stream.Stream;

/** Prints the flags that the shim knows, one a line: a case with another needs no JVM to be told so. */
final class KnownFlags {
    private KnownFlags() {}

    /** Takes no words. */
    public static void main(String[] words) {
        Stream.concat(FlagTable.SWITCHES.stream(), FlagTable.VALUES.stream()).sorted().forEach(System.out::println);
    }
}
