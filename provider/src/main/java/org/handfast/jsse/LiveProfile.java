package org.handfast.jsse;

import java.util.function.Supplier;
import org.handfast.config.Profile;
import org.handfast.config.ProfileSnapshot;

/** A profile's present state in the form contexts use; made once per snapshot. Thread-safe. */
final class LiveProfile {
    private final Supplier<Profile> profile;
    private volatile State state;

    /** @param profile asked at each question, so that no file is read before the first */
    LiveProfile(Supplier<Profile> profile) {
        this.profile = profile;
    }

    private record State(ProfileSnapshot snapshot, Basis basis) {}

    /**
     * The state of now.
     *
     * @throws org.handfast.failure.TlsFailure PROFILE_UNAVAILABLE
     */
    ProfileSnapshot snapshot() {
        return profile.get().current();
    }

    /**
     * The same for contexts.
     *
     * @throws org.handfast.failure.TlsFailure PROFILE_UNAVAILABLE
     */
    Basis basis() {
        ProfileSnapshot now = snapshot();
        State known = state;
        if (known == null || known.snapshot() != now) {
            known = new State(now, Basis.of(now));
            state = known;
        }
        return known.basis();
    }
}
