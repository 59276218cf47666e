package org.handfast.config;

import java.nio.file.Path;
import java.util.List;

/** Makes what a server needs for its first secure start: an own authority, a certificate, the profile file. */
public final class FirstStart {
    private FirstStart() {}

    /**
     * What stands after {@link #prepare}.
     *
     * @param profiles the profile file
     * @param authority certificate of the own authority in PEM, to be trusted by clients
     * @param created files made now; empty: everything was there
     * @param advice how to trust the authority, for people, several lines
     */
    public record Result(Path profiles, Path authority, List<Path> created, String advice) {
        /** Copies the list. */
        public Result {
            created = List.copyOf(created);
        }
    }

    /**
     * Makes what is missing and touches nothing that exists. Keys are readable by the owner only.
     *
     * @param configDirectory holds {@code handfast.yaml}; {@code jboss.server.config.dir}
     * @param dataDirectory gets a directory {@code handfast} with keys and certificates
     * @throws org.handfast.failure.TlsFailure CONFIGURATION_INVALID when something cannot be written
     */
    public static Result prepare(Path configDirectory, Path dataDirectory) {
        throw new UnsupportedOperationException("follows");
    }
}
