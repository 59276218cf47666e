package org.handfast.embedded;

import java.io.Closeable;

/** A server of somebody else's with our TLS, on a port of its own; answers each request with its protocol's name. */
interface Server extends Closeable {
    /** What requests are answered with. */
    String OVER_1 = "HTTP/1.1";
    /** What requests over HTTP/2 are answered with. */
    String OVER_2 = "HTTP/2.0";

    int port();
}
