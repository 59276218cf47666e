package org.handfast.jca.adapter;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.handfast.config.ConfigProblem;
import org.handfast.config.ProfileListener;
import org.handfast.config.Registration;
import org.handfast.config.TlsRegistry;
import org.handfast.jca.HandshakeFailed;
import org.handfast.jca.ProfileChanged;
import org.handfast.observe.FailureEntry;

/** Turns what the registry tells into events, until closed. */
final class RegistryEvents implements ProfileListener, AutoCloseable {
    private final TlsRegistry registry;
    private final Consumer<TlsEvent> target;
    private final Consumer<FailureEntry> failures = this::failed;
    private Registration registration;

    private RegistryEvents(TlsRegistry registry, Consumer<TlsEvent> target) {
        this.registry = registry;
        this.target = target;
    }

    /** Events of the server's registry. */
    static RegistryEvents subscribe(TlsRegistry registry, Consumer<TlsEvent> target) {
        RegistryEvents events = new RegistryEvents(registry, target);
        events.registration = registry.addListener(events);
        registry.failures().addListener(events.failures);
        return events;
    }

    @Override
    public void changed(String profile, long generation) {
        target.accept(new TlsEvent.Changed(
                new ProfileChanged(Instant.now(), profile, generation, true, List.of())));
    }

    @Override
    public void rejected(List<ConfigProblem> problems) {
        List<String> texts = problems.stream().map(ConfigProblem::toString).toList();
        problems.stream()
                .map(ConfigProblem::profile)
                .distinct()
                .forEach(profile -> target.accept(new TlsEvent.Changed(
                        new ProfileChanged(Instant.now(), profile, generation(profile), false, texts))));
    }

    @Override
    public void close() {
        registration.close();
        registry.failures().removeListener(failures);
    }

    private long generation(String profile) {
        return profile.isEmpty()
                ? registry.generation()
                : registry.profile(profile).latest().map(s -> s.generation()).orElse(0L);
    }

    private void failed(FailureEntry entry) {
        target.accept(new TlsEvent.Failed(new HandshakeFailed(
                entry.time(),
                entry.profile(),
                entry.role().name(),
                entry.peer(),
                entry.serverName(),
                entry.reason().name(),
                entry.reason().alert().toString(),
                entry.reason().blame().name(),
                entry.remedy(),
                0)));
    }
}
