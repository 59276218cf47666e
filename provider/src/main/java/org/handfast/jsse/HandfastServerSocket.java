package org.handfast.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.handfast.credential.Role;

/**
 * A server socket whose accepted sockets start with its settings of that moment. Accepting does no handshake: a
 * silent client holds up nobody but itself.
 */
final class HandfastServerSocket extends SSLServerSocket {
    private final ConnectionSetup setup;

    /** Not bound. */
    HandfastServerSocket(ConnectionSetup setup) throws IOException {
        this.setup = setup;
    }

    /**
     * Bound and listening.
     *
     * @param backlog connections the system may hold; 0: its default
     * @param address null: all addresses
     */
    HandfastServerSocket(ConnectionSetup setup, int port, int backlog, InetAddress address) throws IOException {
        super(port, backlog, address);
        this.setup = setup;
    }

    @Override
    public Socket accept() throws IOException {
        Socket carrier = super.accept();
        return new HandfastSslSocket(
                setup.accepted(),
                carrier,
                null,
                true,
                new ConnectionSetup.Target(carrier.getInetAddress().getHostAddress(), carrier.getPort()));
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
    public String[] getSupportedCipherSuites() {
        return setup.parameters().supportedSuites();
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

    /** Sockets that play the client, for protocols where the accepting side opens TLS. */
    @Override
    public void setUseClientMode(boolean client) {
        setup.role(client ? Role.CLIENT : Role.SERVER);
    }

    @Override
    public boolean getUseClientMode() {
        return setup.role() == Role.CLIENT;
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

    @Override
    public String toString() {
        return "Handfast" + super.toString();
    }
}
