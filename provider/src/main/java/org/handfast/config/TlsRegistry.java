package org.handfast.config;

import java.nio.file.Path;
import java.util.List;
import org.handfast.observe.Counters;
import org.handfast.observe.FailureLog;

/**
 * The profiles of one file, followed while it changes. There is one registry per file and class loader; it
 * watches the file and everything the file refers to on one daemon thread, started with the first question.
 * A changed file is read, checked and tried by a handshake in memory before it takes effect; where it is bad,
 * the problems are recorded, listeners are told, and the last good state keeps serving. Thread-safe.
 */
public final class TlsRegistry implements AutoCloseable {
    /** System property with the path of the profile file. */
    public static final String PROPERTY = "handfast.profiles";

    /** Name of the profile file in {@code jboss.server.config.dir}. */
    public static final String FILE_NAME = "handfast.yaml";

    private TlsRegistry() {}

    /**
     * The registry of the file named by the system property {@value #PROPERTY}, otherwise of {@value #FILE_NAME}
     * in {@code jboss.server.config.dir}. Inside WildFly, where that file does not exist yet, it is made first.
     *
     * @throws org.handfast.failure.TlsFailure CONFIGURATION_INVALID when neither is set
     */
    public static TlsRegistry standard() {
        throw new UnsupportedOperationException("follows");
    }

    /** The registry of this file, shared by all who ask for it; the file need not exist or be good. */
    public static TlsRegistry of(Path file) {
        throw new UnsupportedOperationException("follows");
    }

    /** The file, absolute. */
    public Path file() {
        throw new UnsupportedOperationException("follows");
    }

    /** The profile of this name, whether or not the file has it: asking for its state then fails. */
    public Profile profile(String name) {
        throw new UnsupportedOperationException("follows");
    }

    /** The profiles that are good or once were, by name; sorted copy. */
    public List<Profile> profiles() {
        throw new UnsupportedOperationException("follows");
    }

    /** What is wrong now; empty when the file is in force as it stands. */
    public List<ConfigProblem> problems() {
        throw new UnsupportedOperationException("follows");
    }

    /** Grows with each accepted change; 0 before the first. */
    public long generation() {
        throw new UnsupportedOperationException("follows");
    }

    /** Looks at the files now instead of at the next tick; returns when their state is in force or rejected. */
    public void refresh() {
        throw new UnsupportedOperationException("follows");
    }

    /** Tells the listener of changes until the registration or the registry is closed. */
    public Registration addListener(ProfileListener listener) {
        throw new UnsupportedOperationException("follows");
    }

    /** Handshakes of this registry's profiles. */
    public Counters counters() {
        throw new UnsupportedOperationException("follows");
    }

    /** Failures of this registry's profiles. */
    public FailureLog failures() {
        throw new UnsupportedOperationException("follows");
    }

    /** Ends the watching and forgets the registry; profiles keep their last state. Idempotent. */
    @Override
    public void close() {
        throw new UnsupportedOperationException("follows");
    }

    /** One line: why this profile has no state. */
    String why(String profile) {
        throw new UnsupportedOperationException("follows");
    }
}
