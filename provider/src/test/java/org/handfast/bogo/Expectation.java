package org.handfast.bogo;

import java.util.Objects;

/** What the command line expects of a connection is not so. */
final class Expectation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Expectation(String what) {
        super(what);
    }

    static void that(boolean holds, String what) {
        if (!holds) {
            throw new Expectation(what);
        }
    }

    static void same(Object expected, Object actual, String what) {
        that(Objects.equals(expected, actual), what + ": expected " + expected + ", is " + actual);
    }
}
