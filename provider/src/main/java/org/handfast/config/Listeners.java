package org.handfast.config;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells listeners and the log what a registry's watching brought. Thread-safe. */
final class Listeners implements AutoCloseable {
    static final System.Logger LOG = System.getLogger("org.handfast.config");

    private final List<ProfileListener> all = new CopyOnWriteArrayList<>();

    Registration add(ProfileListener listener) {
        // each registration is its own: closing one of two for the same listener leaves the other
        ProfileListener entry = new Entry(listener);
        all.add(entry);
        return () -> all.remove(entry);
    }

    void changed(ProfileSnapshot snapshot) {
        LOG.log(System.Logger.Level.INFO, "Profile {0} is in force, generation {1}", snapshot.name(),
                snapshot.generation());
        snapshot.warnings().forEach(w -> LOG.log(System.Logger.Level.WARNING, "Profile {0}: {1}", snapshot.name(), w));
        tell(l -> l.changed(snapshot.name(), snapshot.generation()));
    }

    void removed(String profile, long generation, Path file) {
        LOG.log(System.Logger.Level.WARNING, "Profile {0} left {1}: its new handshakes are refused", profile, file);
        tell(l -> l.changed(profile, generation));
    }

    void rejected(List<ConfigProblem> problems) {
        problems.forEach(p -> LOG.log(System.Logger.Level.ERROR, "{0}", p));
        tell(l -> l.rejected(problems));
    }

    @Override
    public void close() {
        all.clear();
    }

    private void tell(Consumer<ProfileListener> call) {
        for (ProfileListener listener : all) {
            try {
                call.accept(listener);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "A profile listener failed", e);
            }
        }
    }

    private static final class Entry implements ProfileListener {
        private final ProfileListener listener;

        Entry(ProfileListener listener) {
            this.listener = listener;
        }

        @Override
        public void changed(String profile, long generation) {
            listener.changed(profile, generation);
        }

        @Override
        public void rejected(List<ConfigProblem> problems) {
            listener.rejected(problems);
        }
    }
}
