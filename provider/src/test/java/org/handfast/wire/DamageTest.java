package org.handfast.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Samples.Sample;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionForm;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.MessageDecoder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged bytes give a failure of parsing or a value that writes exactly those bytes; nothing else. */
class DamageTest {
    private static final Set<Reason> PARSING = Set.of(Reason.DECODE_ERROR, Reason.TRAILING_DATA, Reason.ILLEGAL_VALUE,
            Reason.DUPLICATE_EXTENSION, Reason.DUPLICATE_KEY_SHARE, Reason.BAD_SERVER_NAME, Reason.GROUP_NOT_OFFERED);

    private final Map<Reason, Integer> failures = new EnumMap<>(Reason.class);
    private int parsed;

    @Test
    void everyTruncationOfExtensions() {
        int tried = 0;
        for (Sample sample : Samples.extensions()) {
            for (int length = 0; length < sample.body().length; length++) {
                tryExtension(sample, Arrays.copyOf(sample.body(), length));
                tried++;
            }
        }
        assertThat(failures.keySet()).containsExactly(Reason.DECODE_ERROR);
        // the five shorter tickets, and the shorter requests of an unknown status type except the empty one
        assertThat(parsed).isEqualTo(5 + 4);
        assertThat(failed()).isEqualTo(tried - parsed).isGreaterThan(300);
    }

    @Test
    @DisplayName("S-10: every length stays inside its container")
    void everyTruncationOfMessages() {
        int tried = 0;
        for (Sample sample : Samples.allMessages()) {
            for (int length = 0; length < sample.body().length; length++) {
                tryMessage(sample, Arrays.copyOf(sample.body(), length));
                tried++;
            }
        }
        assertThat(failures.keySet()).containsExactly(Reason.DECODE_ERROR);
        // Finished may have any length; a hello may end before its extensions
        assertThat(parsed).isEqualTo(32 + 2 + 2);
        assertThat(failed()).isEqualTo(tried - parsed).isGreaterThan(400);
    }

    @Test
    @DisplayName("S-10: trailing bytes are refused")
    void everyByteTooMany() {
        Samples.extensions().forEach(sample -> tryExtension(sample, Arrays.copyOf(sample.body(),
                sample.body().length + 1)));
        Samples.allMessages().forEach(sample -> tryMessage(sample, Arrays.copyOf(sample.body(),
                sample.body().length + 1)));
        assertThat(failures.keySet()).isSubsetOf(Reason.DECODE_ERROR, Reason.TRAILING_DATA);
        assertThat(failures.get(Reason.TRAILING_DATA)).isGreaterThan(50);
    }

    @Test
    void everyByteChanged() {
        int tried = 0;
        for (Sample sample : Samples.extensions()) {
            for (byte[] damaged : changes(sample.body())) {
                tryExtension(sample, damaged);
                tried++;
            }
        }
        for (Sample sample : Samples.allMessages()) {
            for (byte[] damaged : changes(sample.body())) {
                tryMessage(sample, damaged);
                tried++;
            }
        }
        assertThat(failed() + parsed).isEqualTo(tried).isGreaterThan(7000);
        assertThat(failures).containsKeys(PARSING.toArray(Reason[]::new));
    }

    @ParameterizedTest
    @ValueSource(longs = 9846)
    @DisplayName("S-10: parsing is total")
    void randomBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            for (Sample sample : Samples.allMessages()) {
                tryMessage(sample, random(random, sample.body()));
            }
            for (Sample sample : Samples.extensions()) {
                tryExtension(sample, random(random, sample.body()));
            }
        }
        assertThat(failed()).isGreaterThan(5000);
    }

    @ParameterizedTest
    @CsvSource({
        "SERVER_NAME, 0000, DECODE_ERROR", "SERVER_NAME, 0003000000, DECODE_ERROR",
        "SERVER_NAME, 00080000016100000162, BAD_SERVER_NAME", "SERVER_NAME, 000400000100, BAD_SERVER_NAME",
        "SERVER_NAME, 0004000001c3, BAD_SERVER_NAME", "SERVER_NAME, 000401000161, ILLEGAL_VALUE",
        "SERVER_NAME_ACKNOWLEDGED, 00, TRAILING_DATA", "MAX_FRAGMENT_LENGTH, 00, ILLEGAL_VALUE",
        "MAX_FRAGMENT_LENGTH, 05, ILLEGAL_VALUE", "RECORD_SIZE_LIMIT, 003f, ILLEGAL_VALUE",
        "SUPPORTED_GROUPS, 0000, DECODE_ERROR", "SUPPORTED_GROUPS, 0003001d00, DECODE_ERROR",
        "SIGNATURE_ALGORITHMS, 0000, DECODE_ERROR", "SUPPORTED_VERSIONS_CLIENT_HELLO, 00, DECODE_ERROR",
        "SUPPORTED_VERSIONS_CLIENT_HELLO, 03030403, DECODE_ERROR", "COOKIE, 0000, DECODE_ERROR",
        "ALPN_CLIENT_HELLO, 0000, DECODE_ERROR", "ALPN_CLIENT_HELLO, 00020000, DECODE_ERROR",
        "ALPN_SELECTED, 000401610162, DECODE_ERROR", "PSK_KEY_EXCHANGE_MODES, 00, DECODE_ERROR",
        "KEY_SHARE_CLIENT_HELLO, 000a001d000101001d000102, DUPLICATE_KEY_SHARE",
        "KEY_SHARE_CLIENT_HELLO, 0004001d0000, DECODE_ERROR", "KEY_SHARE_SERVER_HELLO, 001d0000, DECODE_ERROR",
        "KEY_SHARE_HELLO_RETRY_REQUEST, 001d000101, TRAILING_DATA", "CERTIFICATE_AUTHORITIES, 0000, DECODE_ERROR",
        "CERTIFICATE_AUTHORITIES, 00020000, DECODE_ERROR", "COMPRESS_CERTIFICATE, 00, DECODE_ERROR",
        "STATUS_REQUEST, 0100020000, DECODE_ERROR", "STATUS_REQUEST_CERTIFICATE, 01000000, DECODE_ERROR",
        "STATUS_REQUEST_CERTIFICATE, 0200000130, ILLEGAL_VALUE", "EC_POINT_FORMATS, 00, DECODE_ERROR",
        "SIGNED_CERTIFICATE_TIMESTAMP, 0000, DECODE_ERROR", "EARLY_DATA, 00000001, TRAILING_DATA",
        "PRE_SHARED_KEY_CLIENT_HELLO, 0000, DECODE_ERROR",
    })
    void minimumsAndRanges(String form, String body, Reason reason) {
        assertThatThrownBy(() -> Samples.forms().get(form).decode(Opaque.of(Samples.hex(body))))
                .isInstanceOfSatisfying(TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void bindersMustMatchIdentities() {
        byte[] body = Samples.hex("000e 0001 aa 00000000 0001 bb 00000000 0021 20" + "00".repeat(32));
        assertThatThrownBy(() -> Samples.forms().get("PRE_SHARED_KEY_CLIENT_HELLO").decode(Opaque.of(body)))
                .isInstanceOfSatisfying(TlsFailure.class, e -> assertThat(e.reason()).isEqualTo(Reason.ILLEGAL_VALUE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6, 12, 14, 16, 22, 67, 254, 255})
    void otherHandshakeTypesAreUnknown(int type) {
        assertThatThrownBy(() -> MessageDecoder.tls13(HandshakeType.of(type), Opaque.EMPTY))
                .isInstanceOfSatisfying(TlsFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_HANDSHAKE_TYPE));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6, 8, 21, 23, 24, 25, 254, 255})
    void handshakeTypesOfOtherVersionsAreUnknownInTls12(int type) {
        assertThatThrownBy(() -> MessageDecoder.tls12(HandshakeType.of(type), Opaque.EMPTY))
                .isInstanceOfSatisfying(TlsFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_HANDSHAKE_TYPE));
    }

    private void tryExtension(Sample sample, byte[] damaged) {
        ExtensionForm<?> form = Samples.forms().get(sample.name());
        attempt(sample, damaged, body -> {
            Extension extension = form.decode(body);
            Writer out = new Writer();
            extension.write(out);
            return out.toOpaque();
        });
    }

    private void tryMessage(Sample sample, byte[] damaged) {
        attempt(sample, damaged, body -> {
            HandshakeMessage message = sample.decode(body);
            Writer out = new Writer();
            message.write(out);
            return out.toOpaque();
        });
    }

    private void attempt(Sample sample, byte[] damaged, UnaryOperator<Opaque> readAndWrite) {
        try {
            Opaque written = readAndWrite.apply(Opaque.of(damaged));
            assertThat(written.bytes()).as("%s", sample).isEqualTo(damaged);
            parsed++;
        } catch (TlsFailure failure) {
            assertThat(failure.reason()).as("%s", sample).isIn(PARSING);
            failures.merge(failure.reason(), 1, Integer::sum);
        }
    }

    private int failed() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static List<byte[]> changes(byte[] body) {
        List<byte[]> changes = new ArrayList<>();
        for (int at = 0; at < body.length; at++) {
            for (int mask : new int[] {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF}) {
                byte[] changed = body.clone();
                changed[at] ^= (byte) mask;
                changes.add(changed);
            }
        }
        return changes;
    }

    private static byte[] random(SplittableRandom random, byte[] body) {
        byte[] bytes = Arrays.copyOf(body, random.nextInt(body.length + 8));
        for (int changes = random.nextInt(6); changes > 0 && bytes.length > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
