package org.handfast.bogo;

/** A flag, or a value of one, that stands for a feature Handfast does not have: exit status 89. */
final class Unimplemented extends RuntimeException {
    /** The status the runner counts as "does not apply". */
    static final int STATUS = 89;

    private static final long serialVersionUID = 1L;

    /** @param flag name of the flag, and what of it is missing where it is not the whole flag */
    Unimplemented(String flag) {
        super(flag);
    }
}
