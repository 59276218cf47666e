package org.handfast.jsse;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/**
 * The sessions of one side of a context, oldest first. It holds them weakly: a session is listed as long as its
 * connection, or somebody else, holds it. Thread-safe.
 */
final class SessionContextView implements SSLSessionContext {
    private static final String SIZE_PROPERTY = "javax.net.ssl.sessionCacheSize";
    private static final int STANDARD_SIZE = 20_480;
    private static final int STANDARD_TIMEOUT = 86_400;
    private static final long MILLIS = 1000;
    private static final int LEAST_PURGED = 256;

    private final Map<Id, WeakReference<HandfastSession>> sessions = new LinkedHashMap<>();
    private int size = standardSize();
    private int timeout = STANDARD_TIMEOUT;
    private int nextPurge = LEAST_PURGED;

    @Override
    public synchronized SSLSession getSession(byte[] sessionId) {
        Objects.requireNonNull(sessionId, "sessionId");
        return live(new Id(sessionId)).orElse(null);
    }

    /** A snapshot: later changes do not show. */
    @Override
    public synchronized Enumeration<byte[]> getIds() {
        purge();
        List<byte[]> ids = sessions.keySet().stream().map(id -> id.bytes().clone()).toList();
        return Collections.enumeration(ids);
    }

    @Override
    public synchronized void setSessionTimeout(int seconds) {
        if (seconds < 0) {
            throw new IllegalArgumentException("Session timeout is negative: " + seconds);
        }
        timeout = seconds;
        purge();
    }

    @Override
    public synchronized int getSessionTimeout() {
        return timeout;
    }

    @Override
    public synchronized void setSessionCacheSize(int entries) {
        if (entries < 0) {
            throw new IllegalArgumentException("Session cache size is negative: " + entries);
        }
        size = entries;
        purge();
    }

    @Override
    public synchronized int getSessionCacheSize() {
        return size;
    }

    /** Lists a session whose handshake is complete. What is gone is dropped each time the list has doubled. */
    synchronized void add(HandfastSession session) {
        sessions.put(new Id(session.getId()), new WeakReference<>(session));
        if (sessions.size() >= nextPurge) {
            purge();
            nextPurge = Math.max(LEAST_PURGED, 2 * sessions.size());
        }
        evict();
    }

    synchronized void remove(HandfastSession session) {
        sessions.remove(new Id(session.getId()));
    }

    synchronized boolean contains(HandfastSession session) {
        return live(new Id(session.getId())).isPresent();
    }

    private Optional<HandfastSession> live(Id id) {
        WeakReference<HandfastSession> reference = sessions.get(id);
        return Optional.ofNullable(reference == null ? null : reference.get()).filter(this::inTime);
    }

    private boolean inTime(HandfastSession session) {
        return timeout == 0 || System.currentTimeMillis() - session.getCreationTime() < timeout * MILLIS;
    }

    /** Drops what is gone or too old, then the oldest until the size holds. */
    private void purge() {
        sessions.values().removeIf(reference -> {
            HandfastSession session = reference.get();
            return session == null || !inTime(session);
        });
        evict();
    }

    private void evict() {
        Iterator<Id> oldest = sessions.keySet().iterator();
        while (size > 0 && sessions.size() > size && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    private static int standardSize() {
        int asked = Integer.getInteger(SIZE_PROPERTY, STANDARD_SIZE);
        return asked < 0 ? STANDARD_SIZE : asked;
    }

    /** A session id as a key. */
    private record Id(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Id id && Arrays.equals(id.bytes, bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
