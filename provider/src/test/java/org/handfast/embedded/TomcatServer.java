package org.handfast.embedded;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.websocket.server.WsSci;
import org.handfast.testing.Identity;

/** Tomcat with its JSSE connector, key and trust stores in files, and a websocket that echoes. */
final class TomcatServer implements Server {
    private final Tomcat tomcat = new Tomcat();

    TomcatServer(List<String> versions, Path directory) throws Exception {
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("localhost");
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addUpgradeProtocol(new Http2Protocol());
        connector.addSslHostConfig(tls(versions, directory));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "protocol", new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.getWriter().print(request.getProtocol());
            }
        });
        context.addServletMappingDecoded("/", "protocol");
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer((classes, servlets) -> {
            try {
                ((ServerContainer) servlets.getAttribute(ServerContainer.class.getName())).addEndpoint(Echo.class);
            } catch (jakarta.websocket.DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }, null);
        tomcat.start();
    }

    private static SSLHostConfig tls(List<String> versions, Path directory) throws Exception {
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols(String.join("+", versions));
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(Material.keyStoreFile(directory).toString());
        certificate.setCertificateKeystoreType("PKCS12");
        certificate.setCertificateKeystorePassword(new String(Identity.PASSWORD));
        tls.addCertificate(certificate);
        tls.setTruststoreFile(Material.trustStoreFile(directory).toString());
        tls.setTruststoreType("PKCS12");
        tls.setTruststorePassword(new String(Identity.PASSWORD));
        return tls;
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends back what it gets. */
    @ServerEndpoint("/echo")
    public static final class Echo {
        /** Made by the container. */
        public Echo() {}

        /** The same. */
        @OnMessage
        public String same(String text) {
            return text;
        }
    }
}
