package org.handfast.jetty;

import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.server.ALPNServerConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/**
 * ALPN for Jetty's server over our engines (RFC 7301): Jetty chooses when the ClientHello is read. Stateless and
 * thread-safe; found by Jetty's service loader.
 */
public final class ServerAlpn implements ALPNProcessor.Server {
    /** Made by the service loader. */
    public ServerAlpn() {}

    @Override
    public boolean appliesTo(SSLEngine engine) {
        return Engines.isOurs(engine);
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        ALPNServerConnection alpn = (ALPNServerConnection) connection;
        engine.setHandshakeApplicationProtocolSelector((ours, offered) -> {
            alpn.select(offered);
            return alpn.getProtocol();
        });
        ((SslConnection.SslEndPoint) connection.getEndPoint()).getSslConnection()
                .addHandshakeListener(new WithoutAlpn(alpn));
    }

    /** The selector is not asked where the client offered nothing: then Jetty's default protocol is meant. */
    private record WithoutAlpn(ALPNServerConnection connection) implements SslHandshakeListener {
        @Override
        public void handshakeSucceeded(Event event) {
            if (connection.getProtocol() == null) {
                connection.unsupported();
            }
        }
    }
}
