package org.handfast.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.junit.jupiter.api.Test;

class RecordHeaderTest {
    @Test
    void namesPlaintextHttpAtFiveBytes() {
        for (String request : new String[] {"GET / HTTP/1.1", "POST /", "HEAD /", "PUT /x", "OPTIONS *", "DELETE /",
                "CONNECT a:1", "PATCH /", "TRACE /", "PRI * HTTP/2.0", "HTTP/1.1 400"}) {
            TlsFailure failure = first(request.substring(0, 5).getBytes(StandardCharsets.US_ASCII));
            assertThat(failure.reason()).as(request).isEqualTo(Reason.PLAINTEXT_HTTP);
            assertThat(failure).hasMessageContaining("plaintext");
        }
    }

    @Test
    void namesOldFramingAndOtherProtocols() {
        assertThat(first(new byte[] {(byte) 0x80, 0x2E, 1, 3, 1}).reason()).isEqualTo(Reason.SSL2_HELLO);
        assertThat(first(new byte[] {(byte) 0x80, 0x2E, 1, 0, 2}).reason()).isEqualTo(Reason.SSL2_HELLO);
        assertThat(first("SSH-2".getBytes(StandardCharsets.US_ASCII)).reason()).isEqualTo(Reason.NOT_TLS);
        assertThat(first(new byte[5]).reason()).isEqualTo(Reason.NOT_TLS);
    }

    @Test
    void checksTypeAndLength() {
        assertThat(check(19, 3, 3, 10).reason()).isEqualTo(Reason.UNEXPECTED_RECORD_TYPE);
        assertThat(check(24, 3, 3, 10).reason()).isEqualTo(Reason.UNEXPECTED_RECORD_TYPE);
        assertThat(check(22, 3, 3, 16385).reason()).isEqualTo(Reason.RECORD_OVERFLOW);
        assertThatCode(() -> RecordHeader.check(header(22, 3, 0, 16384), 0, 16384)).doesNotThrowAnyException();
    }

    @Test
    void ignoresTheVersion() {
        for (int major : new int[] {0, 2, 3, 4, 255}) {
            for (int minor : new int[] {0, 3, 255}) {
                ByteBuffer header = header(22, major, minor, 16384);
                assertThatCode(() -> RecordHeader.checkFirst(header, 0, 16384)).doesNotThrowAnyException();
                assertThatCode(() -> RecordHeader.check(header, 0, 16384)).doesNotThrowAnyException();
            }
        }
    }

    private static TlsFailure first(byte[] bytes) {
        return catchThrowableOfType(() -> RecordHeader.checkFirst(ByteBuffer.wrap(bytes), 0, 16384), TlsFailure.class);
    }

    private static TlsFailure check(int type, int major, int minor, int length) {
        ByteBuffer header = header(type, major, minor, length);
        return catchThrowableOfType(() -> RecordHeader.check(header, 0, 16384), TlsFailure.class);
    }

    private static ByteBuffer header(int type, int major, int minor, int length) {
        return ByteBuffer.allocateDirect(5)
                .put((byte) type).put((byte) major).put((byte) minor).putShort((short) length);
    }
}
