package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An administrator looks at sessions, turns ticket keys and revokes them; OpenSSL comes back with its ticket. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class SessionsTestCase {
    private static final String PAGE = "/handfast/sessions.xhtml";
    private static final Pattern STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]*)\"");
    private static final Pattern BUTTON = Pattern.compile("name=\"([^\"]*)\" value=\"Revoke all\"");

    @TempDir
    Path directory;

    @Deployment(testable = false)
    static WebArchive nothing() {
        return Probes.empty("sessions-test");
    }

    @BeforeEach
    void tools() throws Exception {
        Shell.need("openssl");
        Shell.need("curl");
    }

    @Test
    void resumptionIsCountedByProfile() throws Exception {
        JsonObject before = defaultProfile();
        first();
        assertThat(again()).contains("Reused, TLSv1.3");
        JsonObject after = defaultProfile();
        assertThat(after.getInt("full")).isGreaterThan(before.getInt("full"));
        assertThat(resumed(after)).isGreaterThan(resumed(before));
        assertThat(after.getJsonNumber("resumedPercent").doubleValue()).isBetween(0.001, 99.999);
        assertThat(Console.page(PAGE)).contains("Sessions and ticket keys", "<td>default</td>", "<td>sealing</td>");
    }

    @Test
    void aRotatedKeyStillOpens() throws Exception {
        first();
        String sealing = sealing(Console.rest("sessions"));
        JsonObject answer = post("default/rotation");
        assertThat(answer.getString("outcome")).isEqualTo("done");
        assertThat(sealing(answer)).isNotEqualTo(sealing);
        assertThat(answer.toString()).contains(sealing);
        assertThat(again()).contains("Reused, TLSv1.3");
        assertThat(log()).contains("admin rotated the ticket keys of profile default: DONE");
    }

    @Test
    void aRevokedKeyOpensNothing() throws Exception {
        first();
        String sealing = sealing(Console.rest("sessions"));
        assertThat(post("default/revocation").toString()).contains("done").doesNotContain(sealing);
        assertThat(again()).contains("New, TLSv1.3").doesNotContain("Reused");
        assertThat(log()).contains("admin revoked the ticket keys of profile default: DONE");
    }

    @Test
    void theButtonRevokesAsABrowserPressesIt() throws Exception {
        first();
        String cookies = directory.resolve("cookies").toString();
        browse(cookies, Server.https(PAGE));
        String page = browse(cookies, "--data", "j_username=admin&j_password=" + ServerOutput.adminPassword(),
                Server.https("/handfast/j_security_check"));
        String sealing = sealing(Console.rest("sessions"));
        assertThat(page).contains(sealing);
        String answer = browse(cookies, "-H", "Sec-Fetch-Site: same-origin", "--data", "keys=keys",
                "--data-urlencode", found(BUTTON, page) + "=Revoke all",
                "--data-urlencode", "jakarta.faces.ViewState=" + found(STATE, page), Server.https(PAGE));
        assertThat(answer).contains("Ticket keys of profile default are revoked.").doesNotContain(sealing);
        assertThat(again()).contains("New, TLSv1.3");
    }

    @Test
    void anotherSiteChangesNothing() throws Exception {
        first();
        String sealing = sealing(Console.rest("sessions"));
        for (String header : List.of("Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site",
                "Origin: https://elsewhere.example", "Origin: null")) {
            assertThat(curl("-o", "/dev/null", "-w", "%{http_code}", "-X", "POST", "-H", header,
                    Server.https("/handfast/api/v1/sessions/default/revocation"))).as(header).isEqualTo("403");
        }
        assertThat(sealing(Console.rest("sessions"))).isEqualTo(sealing);
        assertThat(again()).contains("Reused, TLSv1.3");
    }

    @Test
    void aProfileWithoutKeysIsNotFound() throws Exception {
        assertThat(curl("-o", "/dev/null", "-w", "%{http_code}", "-X", "POST",
                Server.https("/handfast/api/v1/sessions/unknown/rotation"))).isEqualTo("404");
    }

    /** A full handshake that leaves a session. */
    private void first() throws Exception {
        assertThat(openssl("-sess_out")).contains("New, TLSv1.3");
    }

    private String again() throws Exception {
        return openssl("-sess_in");
    }

    /** Over HTTP/1.1, because the ticket comes with the answer. */
    private String openssl(String option) throws Exception {
        Path request = Files.writeString(directory.resolve("request"),
                "GET " + Server.CONNECTION + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        return Shell.run(List.of("sh", "-c", "cat " + request + " | openssl s_client -connect 127.0.0.1:" + Server.HTTPS
                + " -servername localhost -tls1_3 -verify_return_error -ign_eof -CAfile " + Server.authority()
                + " " + option + " " + directory.resolve("session.pem"))).output();
    }

    private static JsonObject defaultProfile() throws Exception {
        return Console.rest("sessions").getJsonObject("profiles").getJsonObject("default");
    }

    private static int resumed(JsonObject profile) {
        return profile.getJsonObject("resumed").getInt("TLSv1.3", 0);
    }

    /** Name of the key that seals for the profile {@code default}. */
    private static String sealing(JsonObject document) {
        return document.getJsonArray("rings").getValuesAs(JsonObject.class).stream()
                .filter(ring -> ring.getString("profile").equals("default"))
                .flatMap(ring -> ring.getJsonArray("keys").getValuesAs(JsonObject.class).stream())
                .filter(key -> key.getString("state").equals("sealing"))
                .map(key -> key.getString("name"))
                .findFirst().orElseThrow();
    }

    private static JsonObject post(String path) throws Exception {
        try (JsonReader reader = Json.createReader(new StringReader(
                curl("--fail", "-X", "POST", Server.https("/handfast/api/v1/sessions/" + path))))) {
            return reader.readObject();
        }
    }

    private static String curl(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "--cacert", Server.authority().toString(),
                "--user", "admin:" + ServerOutput.adminPassword()));
        command.addAll(List.of(options));
        return Shell.run(command).output();
    }

    private static String browse(String cookies, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sSL", "--cacert", Server.authority().toString(),
                "--cookie", cookies, "--cookie-jar", cookies, "-H", "Accept: text/html"));
        command.addAll(List.of(options));
        return Shell.run(command).succeeded().output();
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    private static String log() throws Exception {
        return Files.readString(Server.base().resolve("log/server.log"));
    }
}
