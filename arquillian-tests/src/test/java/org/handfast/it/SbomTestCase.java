package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The CycloneDX lists that the build puts beside its deliverables. */
class SbomTestCase {
    @Test
    void theProviderNeedsNothingAndCanUseTwo() throws Exception {
        assertThat(components("provider", "handfast-provider")).isEqualTo(Map.of(
                "org.bouncycastle:bcprov-jdk18on", "optional",
                "org.snakeyaml:snakeyaml-engine", "optional"));
    }

    @Test
    void theFeaturePackBringsThemAndWhatWildFlyRuns() throws Exception {
        assertThat(components("wildfly-config/feature-pack", "handfast-galleon-pack")).isEqualTo(Map.of(
                "org.bouncycastle:bcprov-jdk18on", "required",
                "org.snakeyaml:snakeyaml-engine", "required",
                "org.handfast:handfast-provider", "required",
                "org.handfast:handfast-cluster", "required",
                "org.handfast:handfast-console-users", "required",
                "org.handfast:handfast-early-requests", "required",
                "org.handfast:handfast-jca", "required",
                "org.handfast:handfast-jca-api", "required",
                "org.handfast:handfast-ear", "required",
                "org.wildfly:wildfly-ee-galleon-pack", "required"));
    }

    @Test
    void theArchivesAreListedToo() throws Exception {
        assertThat(components("ear/app", "handfast-ear")).containsKey("org.handfast:handfast-console");
        assertThat(components("jca-adapter/rar", "handfast-jca-rar"))
                .containsKeys("org.handfast:handfast-provider", "org.bouncycastle:bcprov-jdk18on");
    }

    /** Scope by group and name; each with version and licence, nothing that two builds would have differently. */
    private static Map<String, String> components(String module, String name) throws Exception {
        Path file = Path.of(System.getProperty("repository"), module, "target", name + "-sbom.json");
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(file))) {
            JsonObject list = reader.readObject();
            assertThat(list.getString("bomFormat")).isEqualTo("CycloneDX");
            assertThat(list).doesNotContainKey("serialNumber");
            assertThat(list.getJsonObject("metadata")).doesNotContainKey("timestamp");
            assertThat(list.getJsonObject("metadata").getJsonObject("component").getString("name")).isEqualTo(name);
            Map<String, String> scopes = new TreeMap<>();
            for (JsonObject component : list.getJsonArray("components").getValuesAs(JsonObject.class)) {
                assertThat(component.getString("version")).isNotBlank();
                assertThat(component.getJsonArray("licenses")).isNotEmpty();
                scopes.put(component.getString("group") + ":" + component.getString("name"),
                        component.getString("scope"));
            }
            return scopes;
        }
    }
}
