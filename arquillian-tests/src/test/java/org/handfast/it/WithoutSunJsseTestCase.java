package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server whose JVM has no other TLS: our events tell every handshake, of which version and with whom. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class WithoutSunJsseTestCase {
    private static final int HANDSHAKES = 13;

    @Deployment
    static WebArchive recorder() {
        return ShrinkWrap.create(WebArchive.class, "recorder.war").addClass(RecorderServlet.class)
                .addAsManifestResource(new StringAsset("Manifest-Version: 1.0\nDependencies: jdk.jfr\n"),
                        "MANIFEST.MF");
    }

    @Test
    void everyHandshakeIsOurs() throws Exception {
        assertThat(Server.http("/recorder/recorder?do=providers")).contains("Handfast").doesNotContain("SunJSSE");

        assertThat(Server.http("/recorder/recorder?do=start")).isEqualTo("started");
        List<String> expected = new ArrayList<>();
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            for (int i = 0; i < HANDSHAKES; i++) {
                assertThat(get(version)).contains("\"engine\":\"Handfast\"", "\"protocol\":\"" + version + "\"");
                expected.add(version + " 127.0.0.1");
            }
        }
        assertThat(Server.http("/recorder/recorder?do=peers").lines().toList()).isEqualTo(expected);
    }

    private static String get(String version) throws Exception {
        SSLContext fresh = Server.trusting(Server.authority());
        HttpRequest request = HttpRequest.newBuilder(URI.create(Server.https(Server.CONNECTION))).build();
        return HttpClient.newBuilder().sslContext(fresh)
                .sslParameters(new SSLParameters(null, new String[] {version})).build()
                .send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
