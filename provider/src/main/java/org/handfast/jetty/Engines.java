package org.handfast.jetty;

import javax.net.ssl.SSLEngine;
import org.handfast.jsse.HandfastProvider;

/** Tells our engines from others. */
final class Engines {
    private static final String OURS = HandfastProvider.class.getPackageName();

    private Engines() {}

    static boolean isOurs(SSLEngine engine) {
        return engine.getClass().getPackageName().equals(OURS);
    }
}
