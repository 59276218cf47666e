package org.handfast.observe;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The last failures, newest first, and who wants to hear of new ones. Thread-safe. */
public final class FailureLog {
    /** How many are kept. */
    public static final int CAPACITY = 200;

    private final ArrayDeque<FailureEntry> entries = new ArrayDeque<>(CAPACITY);
    private final List<Consumer<FailureEntry>> listeners = new CopyOnWriteArrayList<>();

    /** Empty. */
    public FailureLog() {}

    /** Adds one; the oldest goes when it is full. Listeners are called in the adding thread. */
    public void add(FailureEntry entry) {
        synchronized (entries) {
            if (entries.size() == CAPACITY) {
                entries.removeLast();
            }
            entries.addFirst(entry);
        }
        for (Consumer<FailureEntry> listener : listeners) {
            tell(listener, entry);
        }
    }

    /** A copy, newest first. */
    public List<FailureEntry> entries() {
        synchronized (entries) {
            return List.copyOf(entries);
        }
    }

    /** Calls this for each new failure, on the thread of the handshake: be quick. Ended by {@link #removeListener}. */
    public void addListener(Consumer<FailureEntry> listener) {
        listeners.add(listener);
    }

    /** Ends the calls. */
    public void removeListener(Consumer<FailureEntry> listener) {
        listeners.remove(listener);
    }

    /** A listener's defect must not end a connection differently. */
    private static void tell(Consumer<FailureEntry> listener, FailureEntry entry) {
        try {
            listener.accept(entry);
        } catch (RuntimeException ignored) {
            // nothing sensible can be done here: observers must not throw
        }
    }
}
