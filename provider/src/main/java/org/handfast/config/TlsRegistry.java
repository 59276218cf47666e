package org.handfast.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.handfast.failure.Reason;
import org.handfast.observe.Counters;
import org.handfast.observe.FailureLog;

/**
 * The profiles of one file, followed while it changes. There is one registry per file and class loader; it
 * watches the file and everything the file refers to on one daemon thread, started with the first question.
 * A changed file is read, checked and tried by a handshake in memory before it takes effect; where a profile is
 * bad, the problems are recorded, listeners are told, and its last good state keeps serving. A profile that
 * leaves the file refuses new handshakes. Thread-safe.
 */
public final class TlsRegistry implements AutoCloseable {
    /** System property with the path of the profile file. */
    public static final String PROPERTY = "handfast.profiles";

    /** Name of the profile file in {@code jboss.server.config.dir}. */
    public static final String FILE_NAME = "handfast.yaml";

    private static final Map<Path, TlsRegistry> OPEN = new ConcurrentHashMap<>();

    private final Path file;
    private final Environment environment;
    private final Map<String, Profile> profiles = new ConcurrentHashMap<>();
    private final AtomicLong generation = new AtomicLong();
    private final Listeners listeners = new Listeners();
    private final Watch watch;
    private volatile List<ConfigProblem> problems = List.of();

    TlsRegistry(Path file, Environment environment) {
        this.file = file;
        this.environment = environment;
        this.watch = new Watch(file, environment, new Force());
    }

    /**
     * The registry of the file named by the system property {@value #PROPERTY}, otherwise of {@value #FILE_NAME}
     * in {@code jboss.server.config.dir}. Inside WildFly, where that file does not exist yet, it is made first:
     * see {@link FirstStart}.
     *
     * @throws org.handfast.failure.TlsFailure CONFIGURATION_INVALID when neither is set, or when the first start
     *     cannot write
     */
    public static TlsRegistry standard() {
        return of(StandardFile.find());
    }

    /** The registry of this file, shared by all who ask for it; the file need not exist or be good. */
    public static TlsRegistry of(Path file) {
        return OPEN.computeIfAbsent(known(file), path -> new TlsRegistry(path, Environment.standard()));
    }

    /** The file, absolute. */
    public Path file() {
        return file;
    }

    /** The profile of this name, whether or not the file has it: asking for its state then fails. */
    public Profile profile(String name) {
        watch.start();
        return profiles.computeIfAbsent(name, n -> new Profile(this, n));
    }

    /** The profiles that have a state, by name; sorted copy. */
    public List<Profile> profiles() {
        watch.start();
        return profiles.values().stream()
                .filter(p -> p.latest().isPresent())
                .sorted(Comparator.comparing(Profile::name))
                .toList();
    }

    /** What is wrong now; empty when the file is in force as it stands. */
    public List<ConfigProblem> problems() {
        watch.start();
        return problems;
    }

    /** Grows with each accepted change; 0 before the first. */
    public long generation() {
        return generation.get();
    }

    /** Looks at the files now instead of at the next tick; returns when their state is in force or rejected. */
    public void refresh() {
        watch.start();
        watch.now();
    }

    /** Tells the listener of changes from now on, until the registration or the registry is closed. */
    public Registration addListener(ProfileListener listener) {
        watch.start();
        return listeners.add(listener);
    }

    /** Handshakes of this registry's profiles. */
    public Counters counters() {
        return environment.observed().counters();
    }

    /** Failures of this registry's profiles. */
    public FailureLog failures() {
        return environment.observed().failures();
    }

    /** Ends the watching and forgets the registry; profiles keep their last state. Idempotent. */
    @Override
    public void close() {
        OPEN.remove(file, this);
        watch.close();
        listeners.close();
    }

    @Override
    public String toString() {
        return "TlsRegistry[" + file + "]";
    }

    /** One line: why this profile has no state. */
    String why(String profile) {
        List<ConfigProblem> all = problems;
        return all.stream()
                .filter(p -> p.profile().equals(profile))
                .findFirst()
                .or(() -> all.stream().filter(p -> p.profile().isEmpty()).findFirst())
                .map(ConfigProblem::toString)
                .orElse("the file has no profile of this name");
    }

    /** Puts a pass into force; called by one thread at a time. */
    private void accept(Pass pass) {
        List<ConfigProblem> before = problems;
        problems = pass.problems();
        for (ProfileTerms terms : pass.good()) {
            Profile profile = profiles.computeIfAbsent(terms.name(), n -> new Profile(this, n));
            if (profile.latest().filter(s -> s.has(terms)).isEmpty()) {
                become(profile, new ProfileSnapshot(terms, generation.incrementAndGet()));
            }
        }
        if (pass.problems().isEmpty()) {
            removeAllBut(pass.names());
        } else if (!pass.problems().equals(before)) {
            listeners.rejected(pass.problems());
        }
    }

    /** Only a file without problems takes profiles away: a misspelt name must not end a listener. */
    private void removeAllBut(List<String> names) {
        for (Profile profile : profiles.values()) {
            if (profile.latest().isPresent() && !names.contains(profile.name())) {
                profile.become(null);
                listeners.removed(profile.name(), generation.incrementAndGet(), file);
            }
        }
    }

    private void become(Profile profile, ProfileSnapshot snapshot) {
        profile.become(snapshot);
        listeners.changed(snapshot);
    }

    private final class Force implements Watch.Target {
        @Override
        public void accept(Pass pass) {
            TlsRegistry.this.accept(pass);
        }

        @Override
        public boolean inForce(ProfileTerms terms) {
            Profile profile = profiles.get(terms.name());
            return profile != null && profile.latest().filter(s -> s.has(terms)).isPresent();
        }
    }

    private static Path known(Path file) {
        try {
            Path absolute = file.toAbsolutePath().normalize();
            Path directory = absolute.getParent();
            // the file itself may be replaced or missing: only its directory is resolved
            return directory != null && Files.isDirectory(directory)
                    ? directory.toRealPath().resolve(absolute.getFileName())
                    : absolute;
        } catch (java.io.IOException e) {
            throw Reason.CONFIGURATION_INVALID.causedBy(e, "file", file);
        }
    }
}
