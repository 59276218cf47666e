package org.handfast.engine;

/** Whether a KeyUpdate is to be sent and what it asks for; the one thing that crosses from reading to writing. */
enum KeyUpdateWish {
    /** None. */
    NONE(0),
    /** {@code update_not_requested(0)}: ours only, or an answer. */
    OURS(0),
    /** {@code update_requested(1)}. */
    BOTH(1);

    private final int code;

    KeyUpdateWish(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Several wishes are one. */
    KeyUpdateWish and(KeyUpdateWish other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
