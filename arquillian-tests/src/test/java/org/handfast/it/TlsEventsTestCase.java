package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A message-driven bean hears what happens to profiles. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class TlsEventsTestCase {
    private static final String HOSTILE = "<script>alert(1)</script>";
    private static final int MOST_EVENTS = 20;

    @Deployment(testable = false)
    static WebArchive application() {
        return Probes.events("events");
    }

    @Test
    void aFailedHandshakeIsHeard() throws Exception {
        oldClient("old.example");

        assertThat(event(event -> event.contains("serverName=old.example")))
                .startsWith("HandshakeFailed[")
                .contains("role=SERVER", "reason=", "alert=protocol_version", "remedy=");
    }

    /** Who still knows nothing better than CBC shows up with what it offered. */
    @Test
    void aFailedHandshakeOfTls12IsHeard() throws Exception {
        Shell.need("openssl");
        Shell.Result openssl = Shell.run(List.of("openssl", "s_client", "-connect", "localhost:" + Server.HTTPS,
                "-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA256", "-servername", "cbc.example"));
        assertThat(openssl.output()).contains("alert handshake failure");

        assertThat(event(event -> event.contains("serverName=cbc.example")))
                .startsWith("HandshakeFailed[")
                .contains("role=SERVER", "reason=NO_COMMON_SUITE", "alert=handshake_failure", "remedy=");
    }

    @Test
    void aChangedProfileIsHeard() throws Exception {
        try (ProfileFile file = new ProfileFile()) {
            file.set("alpn", "[http/1.1]");

            assertThat(event(event -> event.startsWith("ProfileChanged[")))
                    .contains("profile=default", "accepted=true");
        }
        assertThat(event(event -> event.startsWith("ProfileChanged[")))
                    .contains("profile=default", "accepted=true");
    }

    @Test
    void aRefusedEditIsHeardWithItsPlace() throws Exception {
        try (ProfileFile file = new ProfileFile()) {
            file.set("groups", "[X25519, no-such-group]");

            assertThat(event(event -> event.startsWith("ProfileChanged[")))
                    .contains("profile=default", "accepted=false", "handfast.yaml:", "no-such-group", "Fix:");
        }
        Eventually.holds("no problem is left", () -> Console.rest("profiles").getJsonArray("problems").isEmpty());
    }

    @Test
    void theConsoleShowsHostileTextAsText() throws Exception {
        oldClient(HOSTILE);
        event(event -> event.startsWith("HandshakeFailed["));

        String page = Console.page("/handfast/index.xhtml");
        assertThat(page).contains("protocol_version").doesNotContain(HOSTILE).doesNotContain("<script");
    }

    private static void oldClient(String serverName) throws Exception {
        Shell.need("openssl");
        Shell.Result openssl = Shell.run(List.of("openssl", "s_client", "-connect", "localhost:" + Server.HTTPS,
                "-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0", "-servername", serverName));
        assertThat(openssl.output()).contains("alert protocol version");
    }

    /** The next event that fits; others are of other tests. */
    private static String event(Predicate<String> fits) throws Exception {
        for (int i = 0; i < MOST_EVENTS; i++) {
            String event = Server.http("/events/event");
            if (fits.test(event)) {
                return event;
            }
            assertThat(event).isNotEqualTo("null");
        }
        throw new AssertionError("No such event among " + MOST_EVENTS);
    }
}
