package org.handfast.handshake.tls13;

import java.util.List;
import java.util.Optional;
import org.handfast.failure.Reason;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.KeyShare;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.extension.MessageKind;
import org.handfast.wire.extension.SupportedGroups;
import org.handfast.wire.message.ClientHello;

/** The form of a TLS 1.3 ClientHello, whatever we make of its contents (RFC 9846 §4.2.2, §9.2). */
final class ChecksOnClientHello {
    private ChecksOnClientHello() {}

    /** All checks that need only the hello. */
    static void check(ClientHello hello) {
        Extensions.checkPlacement(hello.extensions(), MessageKind.CLIENT_HELLO);
        checkCompression(hello);
        checkForms(hello.extensions());
        checkPreSharedKey(hello.extensions());
        checkMandatory(hello.extensions());
        checkShares(hello.extensions());
    }

    /** The client's groups; GREASE and unknown ones are among them and match nothing. */
    static List<NamedGroup> groups(ClientHello hello) {
        return hello.extensions().require(Extensions.SUPPORTED_GROUPS).groups().map(NamedGroup::of);
    }

    /** The client's shares. */
    static List<KeyShareEntry> shares(ClientHello hello) {
        return hello.extensions().require(Extensions.KEY_SHARE_CLIENT_HELLO).clientShares();
    }

    /**
     * "For every TLS 1.3 ClientHello, this list MUST contain exactly one byte, set to zero", RFC 9846 §4.2.2.
     */
    private static void checkCompression(ClientHello hello) {
        if (hello.compressionMethods().length() != 1 || hello.compressionMethods().at(0) != 0) {
            throw Reason.BAD_COMPRESSION_METHOD.with("methods", hello.compressionMethods().length());
        }
    }

    /** Extensions nobody may come to use are decoded all the same: a malformed one is refused. */
    private static void checkForms(ExtensionBlock extensions) {
        extensions.get(Extensions.STATUS_REQUEST);
        extensions.get(Extensions.EARLY_DATA);
        extensions.get(Extensions.COOKIE);
        extensions.get(Extensions.PSK_KEY_EXCHANGE_MODES);
        extensions.get(Extensions.POST_HANDSHAKE_AUTH);
    }

    /**
     * "The "pre_shared_key" extension MUST be the last extension in the ClientHello ... Servers MUST check that it
     * is the last extension", RFC 9846 §4.3.11; "If clients offer pre_shared_key without a psk_key_exchange_modes
     * extension, servers MUST abort the handshake", §4.3.9. The counts are checked by decoding.
     */
    private static void checkPreSharedKey(ExtensionBlock extensions) {
        if (extensions.get(Extensions.PRE_SHARED_KEY_CLIENT_HELLO).isEmpty()) {
            return;
        }
        if (!extensions.lastType().equals(Optional.of(ExtensionType.PRE_SHARED_KEY))) {
            throw Reason.PSK_NOT_LAST.failure();
        }
        extensions.require(Extensions.PSK_KEY_EXCHANGE_MODES);
    }

    /**
     * "If not containing a pre_shared_key extension, it MUST contain both a signature_algorithms extension and a
     * supported_groups extension. If containing a supported_groups extension, it MUST also contain a key_share
     * extension, and vice versa", RFC 9846 §9.2. We authenticate by certificate only, so all three are needed.
     */
    private static void checkMandatory(ExtensionBlock extensions) {
        SignatureAlgorithmsRule.accept(extensions);
        extensions.require(Extensions.SUPPORTED_GROUPS);
        extensions.require(Extensions.KEY_SHARE_CLIENT_HELLO);
    }

    /**
     * "Clients MUST NOT offer any KeyShareEntry values for groups not listed in the client's supported_groups
     * extension. Servers MAY check for violations", RFC 9846 §4.3.8. Decoding has refused duplicates.
     */
    private static void checkShares(ExtensionBlock extensions) {
        U16List groups = extensions.get(Extensions.SUPPORTED_GROUPS).map(SupportedGroups::groups).orElse(U16List.EMPTY);
        KeyShare.ClientHello shares = extensions.require(Extensions.KEY_SHARE_CLIENT_HELLO);
        for (KeyShareEntry share : shares.clientShares()) {
            if (!groups.contains(share.group().code())) {
                throw Reason.KEY_SHARE_NOT_IN_GROUPS.with("group", share.group());
            }
        }
    }
}
