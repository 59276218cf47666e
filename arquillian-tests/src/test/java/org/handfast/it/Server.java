package org.handfast.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The managed server, seen from outside. */
final class Server {
    static final int HTTP = 9080;
    static final int HTTPS = 9443;
    static final String CONNECTION = "/handfast/api/v1/connection";

    private Server() {}

    static Path base() {
        return Path.of(System.getProperty("server.base"));
    }

    static Path profiles() {
        return base().resolve("configuration/handfast.yaml");
    }

    /** Certificate of the authority made at the first start. */
    static Path authority() {
        return base().resolve("data/handfast/ca.pem");
    }

    static String https(String path) {
        return "https://localhost:" + HTTPS + path;
    }

    /** Asks over plain HTTP, so that asking counts as no handshake. */
    static String http(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + HTTP + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** One request over a connection of its own, made by the JDK. */
    static HttpResponse<String> get(SSLContext context, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(https(path))).build();
        return HttpClient.newBuilder().sslContext(context).build()
                .send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The JDK's own TLS, trusting the authority given. */
    static SSLContext trusting(Path authority, KeyManager... keys) throws IOException, GeneralSecurityException {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            anchors.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }
}
