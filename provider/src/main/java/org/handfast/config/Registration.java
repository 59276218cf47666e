package org.handfast.config;

/** A listener's place in a registry; closing it ends the calls. Idempotent and thread-safe. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
