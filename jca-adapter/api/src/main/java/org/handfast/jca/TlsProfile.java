package org.handfast.jca;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * A centrally configured TLS profile, by name. Inject it with
 * {@code @Resource(lookup = "java:/handfast/profile/<name>")}.
 *
 * <p>Everything handed out follows the profile: an {@code SSLContext} that an application keeps uses a renewed
 * certificate or a changed policy from its next connection on; connections in progress keep what they began
 * with. Thread-safe.
 */
public interface TlsProfile {
    /** The profile's name; never null. */
    String name();

    /**
     * The context of this profile; always the same object.
     *
     * @throws TlsProfileUnavailableException if the profile file has no such profile or it never was valid; the
     *     message names the file and the problem
     */
    SSLContext sslContext();

    /**
     * Client sockets of this profile.
     *
     * @throws TlsProfileUnavailableException as {@link #sslContext()}
     */
    SSLSocketFactory socketFactory();

    /**
     * Server sockets of this profile.
     *
     * @throws TlsProfileUnavailableException as {@link #sslContext()}
     */
    SSLServerSocketFactory serverSocketFactory();

    /**
     * A new engine in client mode that checks the peer's certificate for {@code host} (HTTPS rules).
     *
     * @param host name or address literal of the peer; not resolved
     * @param port 1 to 65535
     * @throws TlsProfileUnavailableException as {@link #sslContext()}
     */
    SSLEngine clientEngine(String host, int port);

    /** What the profile says now; never throws, so that it can be shown when the profile is broken. */
    TlsProfileDescription describe();
}
