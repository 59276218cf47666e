package org.handfast.config;

/** A place in a file, both from 1; 0 and 0: the file as a whole. */
record Position(int line, int column) {
    static final Position FILE = new Position(0, 0);
}
