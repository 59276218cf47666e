package org.handfast.session;

/**
 * A ring as the nodes of a cluster exchange it. Immutable.
 *
 * @param generation grows with each change; a lower one never replaces a higher one
 * @param validUntil when the last of its keys has stopped opening, in milliseconds of the epoch
 */
record SharedRing(long generation, long validUntil, KeyRing ring) {
}
