package org.handfast.interop;

import java.util.EnumMap;
import java.util.Map;
import org.handfast.testing.KeyKind;

/** A way to resume a session. */
enum Way {
    /** RFC 5246 §7.4.1.2. */
    ID("TLS 1.2 session id", "TLSv1.2"),
    /** RFC 5077. */
    TICKET("TLS 1.2 ticket", "TLSv1.2"),
    /** RFC 9846 §4.7.1. */
    PSK("TLS 1.3", "TLSv1.3");

    private final String title;
    private final String version;

    Way(String title, String version) {
        this.title = title;
        this.version = version;
    }

    /** As the table says it. */
    String title() {
        return title;
    }

    boolean is13() {
        return this == PSK;
    }

    /** Of JSSE. */
    String version() {
        return version;
    }

    /** A connection on which to resume, plain in everything else, with what every peer has. */
    InteropCase given() {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        for (Dimension dimension : Dimension.values()) {
            values.put(dimension, dimension.range().get(0));
        }
        values.put(Dimension.VERSION, version);
        values.put(Dimension.SUITE, is13() ? "TLS_AES_128_GCM_SHA256" : "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        values.put(Dimension.GROUP, "x25519");
        values.put(Dimension.CERTIFICATE, KeyKind.EC_P256.name());
        return new InteropCase(values);
    }
}
