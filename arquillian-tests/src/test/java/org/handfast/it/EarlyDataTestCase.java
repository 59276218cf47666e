package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL sends requests with its first flight to a server whose profile allows it (RFC 9846 §2.3, RFC 8470). */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class EarlyDataTestCase {
    private static final String ENTRIES = "/early/entries";

    @TempDir
    Path directory;

    private ProfileFile file;

    @Deployment(testable = false)
    static WebArchive application() {
        return Probes.entries("early");
    }

    @BeforeEach
    void asInstalled() throws Exception {
        Shell.need("openssl");
        file = new ProfileFile();
    }

    @AfterEach
    void asBefore() throws Exception {
        file.close();
        Eventually.holds("early data is off again", () -> first().contains("Max Early Data: 0\n"));
    }

    @Test
    void aSafeRequestIsServedEarlyAndMarked() throws Exception {
        allow();
        first();
        String said = early("GET");
        assertThat(said).contains("Early data was accepted", "HTTP/1.1 200 OK", "early=1");
    }

    @Test
    void anUnsafeRequestIsTooEarlyAndNeverEntersTheServlet() throws Exception {
        allow();
        String before = Server.http(ENTRIES);
        assertThat(before).contains("posts=0");
        first();
        String said = early("POST");
        assertThat(said).contains("Early data was accepted", "HTTP/1.1 425 Too Early").doesNotContain("200 OK");
        assertThat(Server.http(ENTRIES)).contains("posts=0");

        assertThat(ordinary("POST", "")).contains("HTTP/1.1 200 OK", "posts=1", "early=null");
    }

    @Test
    void aTicketBringsEarlyDataOnce() throws Exception {
        allow();
        first();
        assertThat(early("GET")).contains("Early data was accepted");
        String again = early("GET");
        assertThat(again).contains("Early data was rejected", "Reused, TLSv1.3");
    }

    @Test
    void offByDefault() throws Exception {
        assertThat(first()).contains("Max Early Data: 0\n");
    }

    private void allow() throws Exception {
        file.set("resumption", "{earlyData: {reason: entries may be counted twice}}");
        Eventually.holds("early data is allowed", () -> first().contains("Max Early Data: 14336\n"));
    }

    /** A full handshake that leaves a session. */
    private String first() throws Exception {
        return ordinary("GET", " -sess_out " + session());
    }

    private String ordinary(String method, String options) throws Exception {
        return openssl("cat " + request(method), options);
    }

    private String early(String method) throws Exception {
        return openssl("true", " -sess_in " + session() + " -early_data " + request(method));
    }

    private String openssl(String input, String options) throws Exception {
        return Shell.run(List.of("sh", "-c", input + " | openssl s_client -connect 127.0.0.1:" + Server.HTTPS
                + " -servername localhost -tls1_3 -verify_return_error -ign_eof -CAfile " + Server.authority()
                + options)).output();
    }

    private Path session() {
        return directory.resolve("session.pem");
    }

    private Path request(String method) throws Exception {
        return Files.writeString(directory.resolve(method), method + " " + ENTRIES
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
