package org.handfast.installed;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.Security;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** An application that knows nothing of Handfast; run by {@link InstalledTest} in a JVM of its own. */
public final class InstalledMain {
    private InstalledMain() {}

    /**
     * Prints one line per finding.
     *
     * @param arguments key store of the server; its password
     */
    public static void main(String[] arguments) throws Exception {
        say("first", Security.getProviders()[0].getName());
        say("context", SSLContext.getInstance("TLS").getProvider().getName());
        say("default", SSLContext.getDefault().getProvider().getName());
        say("keys", KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm()).getProvider().getName());
        say("trust", TrustManagerFactory.getInstance("PKIX").getProvider().getName());
        say("sockets", SSLSocketFactory.getDefault().getClass().getPackageName());
        HttpsServer server = server(arguments[0], arguments[1].toCharArray());
        try {
            String base = "https://localhost:" + server.getAddress().getPort();
            say("connection", overConnection(base));
            say("client", overClient(base, "TLSv1.3", "TLSv1.2"));
            say("older", overClient(base, "TLSv1.2"));
            say("wronghost", overWrongHost(base.replace("localhost", "127.0.0.2")));
            say("verifier", overOwnVerifier(base.replace("localhost", "127.0.0.2")));
        } finally {
            server.stop(0);
        }
    }

    private static HttpsServer server(String keyStore, char[] password) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(keyStore)) {
            keys.load(in, password);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] answer = exchange.getRequestURI().getPath().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String overConnection(String base) throws Exception {
        HttpsURLConnection connection = (HttpsURLConnection) new URL(base + "/connection").openConnection();
        try (InputStream in = connection.getInputStream()) {
            String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return body + " " + connection.getCipherSuite() + " " + connection.getServerCertificates().length;
        }
    }

    private static String overClient(String base, String... protocols) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/client")).build();
        HttpResponse<String> response = HttpClient.newBuilder()
                .sslParameters(new SSLParameters(null, protocols))
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString());
        return response.body() + " " + response.sslSession().orElseThrow().getProtocol();
    }

    /** The JDK leaves the host to an application's own verifier and shows it the session. */
    private static String overOwnVerifier(String base) throws Exception {
        HttpsURLConnection connection = (HttpsURLConnection) new URL(base + "/verifier").openConnection();
        StringBuilder asked = new StringBuilder();
        connection.setHostnameVerifier((host, session) -> {
            try {
                asked.append(host).append(' ').append(session.getPeerHost()).append(' ');
                asked.append(session.getPeerCertificates().length);
                return true;
            } catch (SSLException e) {
                return false;
            }
        });
        try (InputStream in = connection.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8) + " " + asked;
        }
    }

    private static String overWrongHost(String base) throws Exception {
        try (InputStream in = new URL(base + "/wrong").openConnection().getInputStream()) {
            return "accepted";
        } catch (SSLException e) {
            return "refused";
        }
    }

    private static void say(String name, String value) {
        System.out.println(name + "=" + value);
    }
}
