package org.handfast.config;

/** Text from a file inside a message: quoted, cut, without control characters. */
final class Quoted {
    private static final int LONGEST = 64;

    private Quoted() {}

    static String of(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return "\"" + cut.replaceAll("[\\p{Cntrl}\"]", "?") + "\"";
    }
}
