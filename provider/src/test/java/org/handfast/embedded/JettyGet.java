package org.handfast.embedded;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** A GET by Jetty's client. */
final class JettyGet {
    private JettyGet() {}

    static String get(URI uri, String version, boolean http2) throws Exception {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(Material.context());
        tls.setIncludeProtocols(version);
        ClientConnector connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        var http1 = HttpClientConnectionFactory.HTTP11;
        var transport = http2
                ? new HttpClientTransportDynamic(
                        connector, new ClientConnectionFactoryOverHTTP2.HTTP2(new HTTP2Client(connector)), http1)
                : new HttpClientTransportDynamic(connector, http1);
        HttpClient client = new HttpClient(transport);
        client.start();
        try {
            return client.newRequest(uri)
                    .timeout(Clients.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .send().getContentAsString();
        } finally {
            client.stop();
        }
    }
}
