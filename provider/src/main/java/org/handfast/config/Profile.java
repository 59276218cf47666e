package org.handfast.config;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.handfast.failure.Reason;

/**
 * A name that follows the file: ask {@link #current()} at the start of each handshake and keep the answer to
 * its end. One object per name and registry, alive as long as the registry. Thread-safe.
 */
public final class Profile {
    private final TlsRegistry registry;
    private final String name;
    private final AtomicReference<ProfileSnapshot> snapshot = new AtomicReference<>();

    Profile(TlsRegistry registry, String name) {
        this.registry = registry;
        this.name = name;
    }

    /** Its name in the file. */
    public String name() {
        return name;
    }

    /** Where it lives. */
    public TlsRegistry registry() {
        return registry;
    }

    /**
     * The last good state.
     *
     * @throws org.handfast.failure.TlsFailure PROFILE_UNAVAILABLE if it was never good, or has left the file
     */
    public ProfileSnapshot current() {
        ProfileSnapshot now = snapshot.get();
        if (now == null) {
            throw Reason.PROFILE_UNAVAILABLE.with("profile", name, "file", registry.file(), "why", registry.why(name));
        }
        return now;
    }

    /** The last good state, if there is one. */
    public Optional<ProfileSnapshot> latest() {
        return Optional.ofNullable(snapshot.get());
    }

    void become(ProfileSnapshot next) {
        snapshot.set(next);
    }

    @Override
    public String toString() {
        return "Profile[" + name + "]";
    }
}
