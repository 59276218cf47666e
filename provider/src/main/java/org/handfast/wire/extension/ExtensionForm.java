package org.handfast.wire.extension;

import java.util.Set;
import java.util.function.Function;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;

/**
 * One form of an extension: how its body looks in certain messages. Immutable and thread-safe.
 *
 * @param type   the extension
 * @param places the messages in which it has this form
 * @param reader reads the body; the caller closes it
 * @param <E>    what reading gives
 */
public record ExtensionForm<E extends Extension>(ExtensionType type, Set<MessageKind> places,
        Function<Reader, E> reader) {
    /**
     * Decodes a whole body.
     *
     * @throws org.handfast.failure.TlsFailure where it is malformed, too short, or followed by more
     */
    public E decode(Opaque body) {
        Reader in = Reader.of(body, type.toString());
        E extension = reader.apply(in);
        in.done();
        return extension;
    }
}
