package org.handfast.config;

/** Tries a snapshot before it takes effect (security rule O-1). */
@FunctionalInterface
interface SelfCheck {
    /**
     * Returns normally if the snapshot works.
     *
     * @throws org.handfast.failure.TlsFailure if it does not
     */
    void check(ProfileSnapshot snapshot);
}
