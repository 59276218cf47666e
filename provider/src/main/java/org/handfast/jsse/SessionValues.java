package org.handfast.jsse;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionBindingEvent;
import javax.net.ssl.SSLSessionBindingListener;

/** What applications attach to a session. Listeners are called without a lock held. Thread-safe. */
final class SessionValues {
    private final SSLSession session;
    private final Map<String, Object> values = new LinkedHashMap<>();

    SessionValues(SSLSession session) {
        this.session = session;
    }

    void put(String name, Object value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException("Session value or its name is null");
        }
        Object replaced;
        synchronized (values) {
            replaced = values.put(name, value);
        }
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueBound(new SSLSessionBindingEvent(session, name));
        }
        unbound(name, replaced);
    }

    Object get(String name) {
        if (name == null) {
            throw new IllegalArgumentException("Name of a session value is null");
        }
        synchronized (values) {
            return values.get(name);
        }
    }

    void remove(String name) {
        if (name == null) {
            throw new IllegalArgumentException("Name of a session value is null");
        }
        Object removed;
        synchronized (values) {
            removed = values.remove(name);
        }
        unbound(name, removed);
    }

    String[] names() {
        synchronized (values) {
            return values.keySet().toArray(String[]::new);
        }
    }

    private void unbound(String name, Object value) {
        if (value instanceof SSLSessionBindingListener listener) {
            listener.valueUnbound(new SSLSessionBindingEvent(session, name));
        }
    }
}
