package org.handfast.fuzz;

import java.util.Optional;
import java.util.function.Supplier;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.ExtensionForm;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.MessageDecoder;

/** Decoding where refusal is fine and everything accepted must be written as it was read. */
final class Decoded {
    private Decoded() {}

    /** The message, whose bytes are the same when it is written again; empty where refused. */
    static Optional<HandshakeMessage> message(HandshakeType type, byte[] body) {
        Optional<HandshakeMessage> message = attempt(() -> MessageDecoder.tls13(type, Opaque.of(body)));
        message.ifPresent(m -> {
            Opaque whole = m.encode();
            Opaque again = whole.slice(4, whole.length() - 4);
            require(again.equals(Opaque.of(body)), m);
            require(MessageDecoder.tls13(type, again).equals(m), m);
            require(!m.toString().isEmpty(), m);
        });
        return message;
    }

    /** Every form in which each extension can be read. */
    static void extensions(ExtensionBlock block) {
        for (int i = 0; i < block.size(); i++) {
            Opaque body = block.bodyAt(i);
            int code = block.codeAt(i);
            Extensions.forms().stream().filter(form -> form.type().code() == code)
                    .forEach(form -> extension(form, body));
        }
    }

    /** What is accepted is read as the same when it is written again. */
    static <E extends Extension> void extension(ExtensionForm<E> form, Opaque body) {
        attempt(() -> form.decode(body)).ifPresent(extension -> {
            Writer out = new Writer();
            extension.write(out);
            require(form.decode(out.toOpaque()).equals(extension), extension);
        });
    }

    private static <T> Optional<T> attempt(Supplier<T> decoding) {
        try {
            return Optional.of(decoding.get());
        } catch (TlsFailure failure) {
            End.judge(failure);
            return Optional.empty();
        }
    }

    private static void require(boolean same, Object decoded) {
        if (!same) {
            throw new AssertionError("changed by writing: " + decoded);
        }
    }
}
