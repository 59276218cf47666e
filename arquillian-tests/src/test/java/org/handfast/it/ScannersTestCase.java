package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the scanners that auditors use say of a server as it is at its first start. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ScannersTestCase {
    private static final String ADDRESS = "localhost:" + Server.HTTPS;

    @TempDir
    Path directory;

    @Deployment(testable = false)
    static WebArchive nothing() {
        return Probes.empty("scanners");
    }

    @Test
    void sslscanSeesForwardSecrecyAndAeadOnly() throws Exception {
        Shell.need("sslscan");
        Path file = directory.resolve("sslscan.xml");
        String said = Shell.run(List.of("sslscan", "--no-colour", "--xml=" + file, ADDRESS)).succeeded().output();
        String found = Files.readString(file);

        assertThat(attributes(found, "protocol", "type", "version", "enabled")).containsExactlyInAnyOrder(
                "ssl 2 0", "ssl 3 0", "tls 1.0 0", "tls 1.1 0", "tls 1.2 1", "tls 1.3 1");
        assertThat(attributes(found, "cipher", "sslversion", "cipher")).containsExactlyInAnyOrder(
                "TLSv1.3 TLS_AES_128_GCM_SHA256",
                "TLSv1.3 TLS_AES_256_GCM_SHA384",
                "TLSv1.3 TLS_CHACHA20_POLY1305_SHA256",
                "TLSv1.2 ECDHE-ECDSA-AES128-GCM-SHA256",
                "TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384",
                "TLSv1.2 ECDHE-ECDSA-CHACHA20-POLY1305");
        assertThat(attributes(found, "renegotiation", "supported")).containsExactly("0");
        assertThat(attributes(found, "heartbleed", "sslversion", "vulnerable"))
                .containsExactlyInAnyOrder("TLSv1.3 0", "TLSv1.2 0");
        assertThat(attributes(found, "compression", "supported")).as("absent where sslscan cannot ask")
                .doesNotContain("1");
        assertThat(said).contains("Server supports TLS Fallback SCSV");
    }

    /** The one exception: the own authority of a first start publishes no revocation lists. */
    @Test
    void testsslFindsNothingWrongButThePrivateAuthority() throws Exception {
        Shell.need("testssl");
        Path file = directory.resolve("testssl.json");
        String said = Shell.run(List.of("testssl", "--warnings", "off", "--color", "0", "--quiet", "--nodns", "none",
                "--ip", "127.0.0.1", "--openssl", "/usr/bin/openssl", "--add-ca", Server.authority().toString(),
                "--jsonfile", file.toString(), ADDRESS)).output();

        assertThat(said).doesNotContain("VULNERABLE").contains("Done ");
        assertThat(said.lines().filter(line -> line.contains("NOT ok")).map(String::strip))
                .containsExactly("NOT ok -- neither CRL nor OCSP URI provided");
        Map<String, JsonObject> findings = findings(file);
        assertThat(findings.values()).filteredOn(f -> List.of("HIGH", "CRITICAL", "FATAL")
                .contains(f.getString("severity"))).extracting(f -> f.getString("id"))
                .containsExactly("cert_revocation");
        for (String good : List.of("SSLv2", "SSLv3", "TLS1_2", "TLS1_3", "cipherlist_NULL", "cipherlist_aNULL",
                "cipherlist_EXPORT", "cipherlist_LOW", "cipherlist_STRONG", "PFS", "cipher_order", "cert_trust",
                "cert_chain_of_trust", "heartbleed", "CCS", "ticketbleed", "ROBOT", "secure_renego",
                "secure_client_renego", "CRIME_TLS", "BREACH", "POODLE_SSL", "fallback_SCSV", "SWEET32", "FREAK",
                "DROWN", "LOGJAM", "BEAST", "LUCKY13", "RC4")) {
            assertThat(findings).containsKey(good);
            assertThat(findings.get(good).getString("severity")).as("%s", findings.get(good)).isIn("OK");
        }
        assertThat(finding(findings, "TLS1")).isEqualTo("not offered");
        assertThat(finding(findings, "TLS1_1")).isEqualTo("not offered");
        assertThat(finding(findings, "cipherlist_AVERAGE")).as("CBC").isEqualTo("not offered");
        assertThat(finding(findings, "clientsimulation-java_8u161")).startsWith("TLSv1.2 ");
        assertThat(finding(findings, "clientsimulation-android_60")).startsWith("TLSv1.2 ");
        assertThat(finding(findings, "clientsimulation-chrome_101_win10")).startsWith("TLSv1.3 ");
        assertThat(finding(findings, "clientsimulation-java_7u25")).isEqualTo("No connection");
    }

    private static String finding(Map<String, JsonObject> findings, String id) {
        return findings.get(id).getString("finding");
    }

    private static Map<String, JsonObject> findings(Path file) throws Exception {
        Map<String, JsonObject> findings = new HashMap<>();
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            reader.readArray().forEach(f -> findings.put(f.asJsonObject().getString("id"), f.asJsonObject()));
        }
        return findings;
    }

    /** The values of these attributes, in this order, of every such element. */
    private static List<String> attributes(String xml, String element, String... names) {
        String pattern = "<" + element + " ";
        for (String name : names) {
            pattern += "[^>]*?" + name + "=\"([^\"]*)\"";
        }
        return Pattern.compile(pattern).matcher(xml).results().map(ScannersTestCase::groups).toList();
    }

    private static String groups(MatchResult match) {
        StringBuilder values = new StringBuilder(match.group(1));
        for (int i = 2; i <= match.groupCount(); i++) {
            values.append(' ').append(match.group(i));
        }
        return values.toString();
    }
}
