package org.handfast.wire.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.Grease;
import org.handfast.wire.Opaque;
import org.handfast.wire.U16List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every extension in every message, against the table of RFC 9846 §4.3 as a text file. */
class PlacementTest {
    private static final Map<String, MessageKind> COLUMNS = Map.of("CH", MessageKind.CLIENT_HELLO,
            "SH", MessageKind.SERVER_HELLO, "EE", MessageKind.ENCRYPTED_EXTENSIONS, "CT", MessageKind.CERTIFICATE,
            "CR", MessageKind.CERTIFICATE_REQUEST, "NST", MessageKind.NEW_SESSION_TICKET,
            "HRR", MessageKind.HELLO_RETRY_REQUEST, "SH12", MessageKind.SERVER_HELLO_12);

    @Test
    void everyExtensionInEveryMessage() throws IOException {
        int allowed = 0;
        int refused = 0;
        for (Map.Entry<ExtensionType, Set<MessageKind>> row : table().entrySet()) {
            for (MessageKind kind : MessageKind.values()) {
                if (row.getValue().contains(kind)) {
                    Extensions.checkPlacement(block(row.getKey()), kind);
                    allowed++;
                } else {
                    assertThatThrownBy(() -> Extensions.checkPlacement(block(row.getKey()), kind))
                            .as("%s in %s", row.getKey(), kind).isInstanceOfSatisfying(TlsFailure.class,
                                    e -> assertThat(e.reason()).isEqualTo(Reason.MISPLACED_EXTENSION));
                    refused++;
                }
            }
        }
        assertThat(allowed + refused).isEqualTo(table().size() * MessageKind.values().length);
        assertThat(allowed).isEqualTo(Files.fields() - table().size());
    }

    @Test
    void tableAndRegistryHaveTheSameExtensions() throws IOException {
        assertThat(table().keySet()).isEqualTo(Extensions.forms().stream().map(ExtensionForm::type)
                .collect(Collectors.toSet()));
    }

    @Test
    void oneFormForEachPlace() {
        for (ExtensionForm<?> form : Extensions.forms()) {
            for (ExtensionForm<?> other : Extensions.forms()) {
                if (form != other && form.type().equals(other.type())) {
                    assertThat(form.places()).as("%s", form.type()).doesNotContainAnyElementsOf(other.places());
                }
            }
        }
    }

    @Test
    void unknownExtensionsMayStandAnywhere() {
        for (int code : new int[] {0x0A0A, 0xFFFF, 0x000E, 0x0015}) {
            assertThat(Extensions.isRecognized(ExtensionType.of(code))).isFalse();
            for (MessageKind kind : MessageKind.values()) {
                assertThatCode(() -> Extensions.checkPlacement(block(ExtensionType.of(code)), kind))
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    @DisplayName("S-10: what was not asked for is unsupported_extension")
    void answersNeedAQuestion() {
        ExtensionBlock answer = ExtensionBlock.of(new ServerName.Acknowledged(), new RecordSizeLimit(64));
        Extensions.checkSolicited(answer, U16List.of(0x2B, 0x1C, 0x00));
        assertThatThrownBy(() -> Extensions.checkSolicited(answer, U16List.of(0x2B, 0x00)))
                .isInstanceOfSatisfying(TlsFailure.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.UNSOLICITED_EXTENSION);
                    assertThat(e.facts()).containsEntry("extension", "record_size_limit");
                });
        assertThatThrownBy(() -> Extensions.checkSolicited(block(ExtensionType.of(0x0A0A)), U16List.EMPTY))
                .isInstanceOfSatisfying(TlsFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNSOLICITED_EXTENSION));
    }

    /** RFC 8701 §3.1: reserved values are asked with, and never answered. */
    @Test
    void reservedValuesHaveNoAnswer() {
        for (int i = 0; i < Grease.COUNT; i++) {
            int code = Grease.value(i);
            assertThatThrownBy(() -> Extensions.checkSolicited(block(ExtensionType.of(code)), U16List.of(code)))
                    .isInstanceOfSatisfying(TlsFailure.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.UNSOLICITED_EXTENSION));
        }
        assertThat(Grease.isReserved(0x0A1A)).isFalse();
        assertThat(Grease.isReserved(0x1301)).isFalse();
    }

    @Test
    void cookieNeedsNoQuestion() {
        assertThatCode(() -> Extensions.checkSolicited(block(ExtensionType.COOKIE), U16List.EMPTY))
                .doesNotThrowAnyException();
    }

    private static ExtensionBlock block(ExtensionType type) {
        return ExtensionBlock.of(new UnparsedExtension(type, Opaque.EMPTY));
    }

    private static Map<ExtensionType, Set<MessageKind>> table() throws IOException {
        Map<ExtensionType, Set<MessageKind>> table = new LinkedHashMap<>();
        for (String line : Files.lines()) {
            List<String> fields = List.of(line.split("\\s+"));
            table.put(ExtensionType.named(fields.get(0)).orElseThrow(),
                    fields.stream().skip(1).map(COLUMNS::get).collect(Collectors.toSet()));
        }
        return table;
    }

    /** The text file. */
    private static final class Files {
        static List<String> lines() throws IOException {
            try (InputStream in = PlacementTest.class.getResourceAsStream("/wire/placement.txt")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
            }
        }

        static int fields() throws IOException {
            return lines().stream().mapToInt(line -> Arrays.asList(line.split("\\s+")).size()).sum();
        }
    }
}
