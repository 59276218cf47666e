package org.handfast.jsse;

import java.net.Socket;
import javax.net.ssl.SSLParameters;

/** A socket's settings: they are those of the next handshake. Thread-safe. */
abstract class ConfiguredSocket extends CarriedSocket {
    /** What the handshake begins with. */
    final ConnectionSetup setup;

    ConfiguredSocket(Socket carrier, ConnectionSetup setup) {
        super(carrier);
        this.setup = setup;
    }

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
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        setup.parameters().needClientAuthentication(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return setup.parameters().needClientAuthentication();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        setup.parameters().wantClientAuthentication(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return setup.parameters().wantClientAuthentication();
    }

    @Override
    public void setEnableSessionCreation(boolean enable) {
        setup.parameters().sessionCreation(enable);
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
    public void setSSLParameters(SSLParameters parameters) {
        setup.parameters().set(parameters);
    }
}
