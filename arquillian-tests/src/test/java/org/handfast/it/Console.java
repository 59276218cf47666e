package org.handfast.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;

/** The console as its administrator sees it, with the password that the first start printed. */
final class Console {
    private Console() {}

    /** A page. */
    static String page(String path) throws Exception {
        return Shell.run(List.of("curl", "-sS", "--fail", "--cacert", Server.authority().toString(), "--user",
                "admin:" + ServerOutput.adminPassword(), Server.https(path))).succeeded().output();
    }

    /** A document of the REST interface. */
    static JsonObject rest(String path) throws Exception {
        try (JsonReader reader = Json.createReader(new StringReader(page("/handfast/api/v1/" + path)))) {
            return reader.readObject();
        }
    }

    /** The state of the profile {@code default}; fails when it is not served. */
    static JsonObject defaultProfile() throws Exception {
        JsonObject profile = rest("profiles/default");
        assertThat(profile.getBoolean("available")).isTrue();
        return profile;
    }
}
