package org.handfast.handshake.tls12;

import org.handfast.failure.Reason;
import org.handfast.handshake.extension.EcPointFormatsRule;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.MessageKind;
import org.handfast.wire.message.ClientHello;

/** The form of a TLS 1.2 ClientHello, whatever we make of its contents (RFC 5246 §7.4.1.2). */
final class ChecksOnClientHello {
    private ChecksOnClientHello() {}

    /** All checks that need only the hello. */
    static void check(ClientHello hello) {
        Extensions.checkPlacement(hello.extensions(), MessageKind.CLIENT_HELLO);
        checkCompression(hello);
        checkForms(hello.extensions());
        checkRenegotiationInfo(hello.extensions());
        EcPointFormatsRule.accept(hello.extensions());
    }

    /** Whether the client knows renegotiation_info, by extension or by SCSV (RFC 5746 §3.6). */
    static boolean knowsRenegotiationInfo(ClientHello hello) {
        return hello.extensions().contains(ExtensionType.RENEGOTIATION_INFO)
                || hello.cipherSuites().contains(CipherSuite.TLS_EMPTY_RENEGOTIATION_INFO_SCSV.code());
    }

    /**
     * "This vector MUST contain, and all implementations MUST support, CompressionMethod.null", RFC 5246 §7.4.1.2.
     */
    private static void checkCompression(ClientHello hello) {
        if (!contains(hello.compressionMethods(), 0)) {
            throw Reason.BAD_COMPRESSION_METHOD.with("methods", hello.compressionMethods().length());
        }
    }

    /** Extensions nobody may come to use are decoded all the same: a malformed one is refused. */
    private static void checkForms(ExtensionBlock extensions) {
        extensions.get(Extensions.STATUS_REQUEST);
        extensions.get(Extensions.SUPPORTED_GROUPS);
        extensions.get(Extensions.EXTENDED_MAIN_SECRET);
        extensions.get(Extensions.ENCRYPT_THEN_MAC);
        extensions.get(Extensions.SIGNED_CERTIFICATE_TIMESTAMP_REQUEST);
    }

    /**
     * In an initial handshake renegotiated_connection must be empty, else the handshake is aborted (RFC 5746 §3.6).
     */
    private static void checkRenegotiationInfo(ExtensionBlock extensions) {
        extensions.get(Extensions.RENEGOTIATION_INFO)
                .filter(info -> info.renegotiatedConnection().length() > 0)
                .ifPresent(info -> {
                    throw Reason.RENEGOTIATION_INFO_NOT_EMPTY.with("length", info.renegotiatedConnection().length());
                });
    }

    private static boolean contains(Opaque bytes, int value) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.at(i) == value) {
                return true;
            }
        }
        return false;
    }
}
