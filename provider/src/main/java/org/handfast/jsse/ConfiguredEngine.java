package org.handfast.jsse;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** An engine's settings. Thread-safe. */
abstract class ConfiguredEngine extends SSLEngine {
    /** What the handshake begins with. */
    final ConnectionSetup setup;

    ConfiguredEngine(ConnectionSetup.Target peer, ConnectionSetup setup) {
        super(peer.host(), peer.port());
        this.setup = setup;
    }

    /** Called after each change. */
    abstract void settingsChanged();

    @Override
    public String[] getSupportedCipherSuites() {
        return setup.parameters().supportedSuites();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return setup.parameters().enabledSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        setup.parameters().enabledSuites(suites);
        settingsChanged();
    }

    @Override
    public String[] getSupportedProtocols() {
        return setup.parameters().supportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return setup.parameters().enabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        setup.parameters().enabledProtocols(protocols);
        settingsChanged();
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        setup.parameters().needClientAuthentication(need);
        settingsChanged();
    }

    @Override
    public boolean getNeedClientAuth() {
        return setup.parameters().needClientAuthentication();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        setup.parameters().wantClientAuthentication(want);
        settingsChanged();
    }

    @Override
    public boolean getWantClientAuth() {
        return setup.parameters().wantClientAuthentication();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        setup.parameters().sessionCreation(flag);
        settingsChanged();
    }

    @Override
    public boolean getEnableSessionCreation() {
        return setup.parameters().sessionCreation();
    }

    @Override
    public SSLParameters getSSLParameters() {
        return setup.parameters().toJsse();
    }

    @Override
    public void setSSLParameters(SSLParameters params) {
        setup.parameters().set(params);
        settingsChanged();
    }
}
