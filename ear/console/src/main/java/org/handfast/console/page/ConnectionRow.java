package org.handfast.console.page;

import org.handfast.console.ConnectionView;

/** The connection that asks. Read by pages through its getters. Immutable. */
public final class ConnectionRow {
    private final String engine;
    private final String protocol;
    private final String cipherSuite;
    private final String namedGroup;
    private final String signatureScheme;
    private final String applicationProtocol;
    private final boolean resumed;
    private final String serverName;
    private final String profile;

    private ConnectionRow(String engine, String protocol, String cipherSuite, String namedGroup, String signatureScheme,
            String applicationProtocol, boolean resumed, String serverName, String profile) {
        this.engine = engine;
        this.protocol = protocol;
        this.cipherSuite = cipherSuite;
        this.namedGroup = namedGroup;
        this.signatureScheme = signatureScheme;
        this.applicationProtocol = applicationProtocol;
        this.resumed = resumed;
        this.serverName = serverName;
        this.profile = profile;
    }

    /** What the view says. */
    static ConnectionRow of(ConnectionView view) {
        return new ConnectionRow(
                view.engine(),
                view.protocol(),
                view.cipherSuite(),
                view.namedGroup(),
                view.signatureScheme(),
                view.applicationProtocol(),
                view.resumed(),
                view.serverName(),
                view.profile());
    }

    /** Who answered it. */
    public String getEngine() {
        return engine;
    }

    /** Version. */
    public String getProtocol() {
        return protocol;
    }

    /** Suite. */
    public String getCipherSuite() {
        return cipherSuite;
    }

    /** Group; null if unknown. */
    public String getNamedGroup() {
        return namedGroup;
    }

    /** Scheme of the server's signature; null if unknown. */
    public String getSignatureScheme() {
        return signatureScheme;
    }

    /** ALPN result; null if none. */
    public String getApplicationProtocol() {
        return applicationProtocol;
    }

    /** Whether a session was resumed. */
    public boolean isResumed() {
        return resumed;
    }

    /** Host name asked for; null if none. */
    public String getServerName() {
        return serverName;
    }

    /** Profile that decided; null if none. */
    public String getProfile() {
        return profile;
    }
}
