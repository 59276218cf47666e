package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.AlertDescription;
import org.handfast.jsse.FailureTranslation.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What leaves for a TLS reason. */
class FailureTranslationTest {
    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonIsAnSslExceptionOfOneLine(Reason reason) throws Exception {
        for (Stage stage : Stage.values()) {
            SSLException exception = FailureTranslation.of(reason.with("fact", "value"), stage);
            assertThat(exception.getMessage()).isNotBlank().doesNotContain("\n", "\r");
            assertThat(exception.getCause()).isInstanceOf(TlsFailure.class);
            if (reason != Reason.PEER_ALERT) {
                assertThat(exception.getMessage()).contains(reason.name()).contains(reason.alert().toString());
            }
            byte[] sent = serialized(exception);
            assertThat(new String(sent, StandardCharsets.ISO_8859_1))
                    .doesNotContain("Lorg/handfast", "org.handfast.failure.TlsFailure");
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent))) {
                assertThat((SSLException) in.readObject()).hasMessage(exception.getMessage());
            }
        }
    }

    @Test
    void typesByStage() {
        TlsFailure alert = Reason.PEER_ALERT.with("alert", AlertDescription.HANDSHAKE_FAILURE);
        assertThat(FailureTranslation.of(alert, Stage.HANDSHAKE))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageStartingWith("Received fatal alert: handshake_failure");
        assertThat(FailureTranslation.of(alert, Stage.DATA)).isExactlyInstanceOf(SSLException.class);
        assertThat(FailureTranslation.of(Reason.NO_COMMON_SUITE.failure(), Stage.HANDSHAKE))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageStartingWith("no cipher suites in common");
        assertThat(FailureTranslation.of(Reason.BAD_RECORD_MAC.failure(), Stage.DATA))
                .isInstanceOf(SSLProtocolException.class);
        assertThat(FailureTranslation.of(Reason.TRUNCATED.failure(), Stage.DATA))
                .isExactlyInstanceOf(SSLException.class);
        assertThat(FailureTranslation.of(Reason.PLAINTEXT_HTTP.failure(), Stage.HANDSHAKE))
                .isExactlyInstanceOf(SSLException.class);
    }

    @Test
    void certificateExceptionIsTheCause() {
        CertificateException about = new CertificateException("expired");
        TlsFailure failure = Reason.CERTIFICATE_EXPIRED.causedBy(new RuntimeException(about), "why", "expired");
        SSLException exception = FailureTranslation.of(failure, Stage.HANDSHAKE);
        assertThat(exception).isInstanceOf(SSLHandshakeException.class).hasCause(about);
        assertThat(exception.getSuppressed()).containsExactly(failure);
    }

    private static byte[] serialized(Exception exception) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(exception);
        }
        return bytes.toByteArray();
    }
}
