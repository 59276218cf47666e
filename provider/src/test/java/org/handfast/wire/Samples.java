package org.handfast.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.extension.ExtensionForm;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.message.ClientKeyExchange;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.MessageDecoder;
import org.handfast.wire.message.ServerKeyExchange;

/** The sample bytes of every message and extension, from text files. */
final class Samples {
    /** A named body; the handshake type is 0 and the decoder absent for extensions. */
    record Sample(
            String name, int type, byte[] body, BiFunction<HandshakeType, Opaque, HandshakeMessage> decoder) {
        /** Reads a message, and what is inside a key exchange: the first byte of the sample says which kind it is. */
        HandshakeMessage decode(Opaque from) {
            HandshakeMessage message = decoder.apply(handshakeType(), from);
            if (message instanceof ServerKeyExchange exchange) {
                assertThat(body[0] == 0 ? exchange.dhe() : exchange.ecdhe()).isNotNull();
            } else if (message instanceof ClientKeyExchange exchange) {
                assertThat(body[0] == 0 ? exchange.wide() : exchange.point()).isNotNull();
            }
            return message;
        }

        HandshakeType handshakeType() {
            return HandshakeType.of(type);
        }

        Opaque opaque() {
            return Opaque.of(body);
        }

        @Override
        public String toString() {
            return name + " " + HexFormat.of().formatHex(body);
        }
    }

    private Samples() {
    }

    static List<Sample> extensions() {
        return lines("/wire/extension-samples.txt").stream()
                .map(line -> line.split("\\s+", 2))
                .map(part -> new Sample(part[0], 0, hex(part.length > 1 ? part[1] : ""), null)).toList();
    }

    /** Messages of TLS 1.3. */
    static List<Sample> messages() {
        return messages("/wire/message-samples.txt", MessageDecoder::tls13);
    }

    /** Messages that only TLS 1.2 has, or writes in a form of its own. */
    static List<Sample> messages12() {
        return messages("/wire/message-samples-12.txt", MessageDecoder::tls12);
    }

    static List<Sample> allMessages() {
        return Stream.concat(messages().stream(), messages12().stream()).toList();
    }

    private static List<Sample> messages(
            String file, BiFunction<HandshakeType, Opaque, HandshakeMessage> decoder) {
        return lines(file).stream().map(line -> {
            String[] part = line.split("\\s+", 2);
            byte[] bytes = hex(part[1]);
            return new Sample(part[0], bytes[0] & 0xFF, Arrays.copyOfRange(bytes, 1, bytes.length), decoder);
        }).toList();
    }

    /** The constants of the registry by name. */
    static Map<String, ExtensionForm<?>> forms() {
        Map<String, ExtensionForm<?>> forms = new LinkedHashMap<>();
        for (Field field : Extensions.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ExtensionForm.class) {
                forms.put(field.getName(), constant(field));
            }
        }
        return forms;
    }

    static List<String> lines(String resource) {
        try (InputStream in = Samples.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    private static ExtensionForm<?> constant(Field field) {
        try {
            return (ExtensionForm<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
