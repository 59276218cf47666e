package org.handfast.console.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.handfast.console.ConnectionView;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.observe.FailureEntry;
import org.junit.jupiter.api.Test;

/** The names of the interface, which others rely on. */
class DocumentsTest {
    @Test
    void connection() {
        ConnectionView view = new ConnectionView("Handfast", "TLSv1.3", "TLS_AES_128_GCM_SHA256", "X25519MLKEM768",
                "ecdsa_secp256r1_sha256", null, false, "localhost", "default");
        assertThat(Documents.connection(view)).hasToString("{\"engine\":\"Handfast\",\"protocol\":\"TLSv1.3\","
                + "\"cipherSuite\":\"TLS_AES_128_GCM_SHA256\",\"namedGroup\":\"X25519MLKEM768\","
                + "\"signatureScheme\":\"ecdsa_secp256r1_sha256\",\"applicationProtocol\":null,\"resumed\":false,"
                + "\"serverName\":\"localhost\",\"profile\":\"default\"}");
    }

    @Test
    void failureWithHostileTextIsQuotedData() {
        FailureEntry entry = new FailureEntry(Instant.EPOCH, "default", Role.SERVER, "127.0.0.1",
                "<script>\"x\"</script>", Reason.NO_COMMON_GROUP, Reason.NO_COMMON_GROUP.alert(),
                Reason.NO_COMMON_GROUP.blame(), "remedy", Map.of("offered", "\"a\"\n"));
        var document = Documents.failure(entry);
        assertThat(document.getString("serverName")).isEqualTo("<script>\"x\"</script>");
        assertThat(document.toString()).contains("\\\"x\\\"").contains("\"reason\":\"NO_COMMON_GROUP\"")
                .contains("\"alert\":\"handshake_failure\"").doesNotContain("\n");
    }

    @Test
    void countsKeepTheirNames() {
        assertThat(Documents.counts(Map.of("x25519", 3L))).hasToString("{\"x25519\":3}");
    }
}
