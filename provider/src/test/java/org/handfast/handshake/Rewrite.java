package org.handfast.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.UnparsedExtension;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.MessageDecoder;
import org.handfast.wire.message.ServerHello;

/** Changes messages on their way. */
final class Rewrite {
    private Rewrite() {}

    static HandshakeMessage decode(Opaque whole) {
        return MessageDecoder.tls13(HandshakeType.of(whole.at(0)), whole.slice(4, whole.length() - 4));
    }

    static HandshakeMessage decode12(Opaque whole) {
        return MessageDecoder.tls12(HandshakeType.of(whole.at(0)), whole.slice(4, whole.length() - 4));
    }

    static <M extends HandshakeMessage> Opaque message(Opaque whole, Class<M> type, UnaryOperator<M> change) {
        return change.apply(type.cast(decode(whole))).encode();
    }

    /** Without this extension. */
    static ExtensionBlock without(ExtensionBlock block, ExtensionType type) {
        return ExtensionBlock.of(list(block).stream().filter(e -> !e.type().equals(type)).toList());
    }

    /** With this extension in place of the old one, or last. */
    static ExtensionBlock with(ExtensionBlock block, Extension extension) {
        List<Extension> list = new ArrayList<>(list(block));
        int at = block.types().indexOf(extension.type().code());
        if (at >= 0) {
            list.set(at, extension);
        } else {
            list.add(extension);
        }
        return ExtensionBlock.of(list);
    }

    static Extension raw(ExtensionType type, int... bytes) {
        byte[] body = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            body[i] = (byte) bytes[i];
        }
        return new UnparsedExtension(type, Opaque.of(body));
    }

    static ClientHello extensions(ClientHello hello, ExtensionBlock extensions) {
        return new ClientHello(
                hello.legacyVersion(), hello.random(), hello.legacySessionId(), hello.cipherSuites(),
                hello.compressionMethods(), extensions);
    }

    static ServerHello extensions(ServerHello hello, ExtensionBlock extensions) {
        return new ServerHello(
                hello.legacyVersion(), hello.random(), hello.legacySessionIdEcho(), hello.cipherSuite(),
                hello.legacyCompressionMethod(), extensions);
    }

    private static List<Extension> list(ExtensionBlock block) {
        List<Extension> list = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            list.add(new UnparsedExtension(ExtensionType.of(block.codeAt(i)), block.bodyAt(i)));
        }
        return list;
    }
}
