package org.handfast.jetty;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.alpn.client.ALPNClientConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/**
 * ALPN for Jetty's client over our engines (RFC 7301). Stateless and thread-safe; found by Jetty's service loader.
 */
public final class ClientAlpn implements ALPNProcessor.Client {
    /** Made by the service loader. */
    public ClientAlpn() {}

    @Override
    public boolean appliesTo(SSLEngine engine) {
        return Engines.isOurs(engine);
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        ALPNClientConnection alpn = (ALPNClientConnection) connection;
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(alpn.getProtocols().toArray(String[]::new));
        engine.setSSLParameters(parameters);
        ((SslConnection.SslEndPoint) connection.getEndPoint()).getSslConnection()
                .addHandshakeListener(new Chosen(alpn));
    }

    /** Tells Jetty's connection the server's choice once it is final. */
    private record Chosen(ALPNClientConnection connection) implements SslHandshakeListener {
        @Override
        public void handshakeSucceeded(Event event) {
            String protocol = event.getSSLEngine().getApplicationProtocol();
            connection.selected(protocol == null || protocol.isEmpty() ? null : protocol);
        }
    }
}
