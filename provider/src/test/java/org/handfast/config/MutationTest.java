package org.handfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Security rule N-9: whatever single field of a good profile becomes unknown, empty or of another kind, the whole
 * profile is rejected. Fields are the lines of the profiles below; places and texts are BadInputTest's business.
 */
class MutationTest {
    private static final String SERVER = """
            apiVersion: handfast/v1
            kind: Profile
            metadata:
              name: web
            spec:
              side: server
              extends: modern
              versions: [TLSv1.3, TLSv1.2]
              suites: [TLS_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256]
              order: server
              extendedMainSecret:
                required: true
              grease: true
              paddingBlock: 512
              recordSizeLimit: 4096
              resumption:
                enabled: true
                tickets: true
                ticketsPerHandshake: 3
                lifetime: 8h
                cluster: true
                sessionCache:
                  entries: 1000
                  megabytes: 16
                  lifetime: 1h
              groups: [secp256r1]
              hybrid: preferred
              signatureSchemes: [ecdsa_secp256r1_sha256, rsa_pkcs1_sha256]
              certificateSignatureSchemes: [ecdsa_secp256r1_sha256]
              unknownName: reject
              clientAuth: need
              alpn: [h2]
              certificates:
                - certificate: server.pem
                  key: server-key.pem
                  names: [www.example.com]
                - keystore: server.p12
                  type: PKCS12
                  alias: web
                  password:
                    clear: changeit
                  keyPassword:
                    clear: changeit
              trust:
                keystore: trust.p12
                type: PKCS12
                password:
                  clear: changeit
            """;

    private static final String CLIENT = """
            apiVersion: handfast/v1
            kind: Profile
            metadata:
              name: out
            spec:
              side: client
              template: modern-2026-08
              groups: [[secp256r1], [secp384r1]]
              keyShares: [secp256r1]
              resumption:
                enabled: false
              trust:
                bundle: ca.pem
            """;

    @TempDir
    private Path directory;

    private ProfileFolder folder;

    @BeforeEach
    void open() {
        folder = new ProfileFolder(directory);
    }

    @Test
    void theOriginalsAreGood() {
        assertThat(folder.pass(SERVER + "---\n" + CLIENT).problems()).isEmpty();
    }

    @Test
    @DisplayName("N-9: a profile that names something unknown is refused whole")
    void everyValueThatMeansNothingIsRefused() {
        everyLine("%s: nonsense/\\");
    }

    @Test
    void everyEmptyValueIsRefused() {
        everyLine("%s:");
    }

    @Test
    void everyListBecomesEmptyOrMapping() {
        everyLine("%s: []");
        everyLine("%s: {}");
    }

    @Test
    void everyNestedListIsRefused() {
        everyLine("%s: [[[x]]]");
    }

    @Test
    void everyMisspeltKeyIsRefused() {
        everyLine("%sx: y");
    }

    @Test
    void everyKeyTwiceIsRefused() {
        for (String text : List.of(SERVER, CLIENT)) {
            List<String> lines = text.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (!lines.get(i).endsWith(":") && !lines.get(i).contains("- ")) {
                    List<String> changed = new ArrayList<>(lines);
                    changed.add(i, lines.get(i));
                    assertRefused(changed, i);
                }
            }
        }
    }

    /** Replaces each line that has a value. */
    private void everyLine(String pattern) {
        for (String text : List.of(SERVER, CLIENT)) {
            List<String> lines = text.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                String key = lines.get(i).substring(0, lines.get(i).indexOf(':'));
                if (!lines.get(i).endsWith(":")) {
                    List<String> changed = new ArrayList<>(lines);
                    changed.set(i, pattern.formatted(key));
                    assertRefused(changed, i);
                }
            }
        }
    }

    private void assertRefused(List<String> lines, int changed) {
        String text = String.join("\n", lines) + "\n";
        Pass pass = folder.pass(text);
        assertThat(pass.good()).as(text).isEmpty();
        assertThat(pass.problems()).as("line %d of%n%s", changed + 1, text).isNotEmpty()
                .allSatisfy(p -> assertThat(p.code()).matches("HF7[1-3]\\d\\d").isNotEqualTo("HF7303"));
    }
}
