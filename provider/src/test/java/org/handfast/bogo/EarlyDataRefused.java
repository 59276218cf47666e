package org.handfast.bogo;

/** A client's early data was passed over: what it said is to be said again, by the flags for that. */
final class EarlyDataRefused extends RuntimeException {
    private static final long serialVersionUID = 1;
}
