package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server whose JVM has no other TLS: it serves, and our events count every handshake. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class WithoutSunJsseTestCase {
    private static final int HANDSHAKES = 25;

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
        for (int i = 0; i < HANDSHAKES; i++) {
            SSLContext fresh = Server.trusting(Server.authority());
            assertThat(Server.get(fresh, Server.CONNECTION).body()).contains("\"engine\":\"Handfast\"");
        }
        assertThat(Server.http("/recorder/recorder?do=count")).isEqualTo(Integer.toString(HANDSHAKES));
    }
}
