package org.handfast.handshake.extension;

import java.util.Optional;
import org.handfast.credential.NameVerdict;
import org.handfast.failure.Reason;
import org.handfast.handshake.Terms;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.ServerName;

/** server_name (RFC 6066 §3). */
public final class ServerNameRule {
    private ServerNameRule() {}

    /** The host the client wants; empty: not sent. */
    public static Optional<ServerName.HostName> offer(Terms client) {
        return client.serverName().map(ServerName.HostName::new);
    }

    /** The name in a ClientHello. */
    public static Optional<String> offered(ExtensionBlock clientHello) {
        return clientHello.get(Extensions.SERVER_NAME).map(ServerName.HostName::hostName);
    }

    /**
     * Whether to acknowledge; asks the application, so it is {@link org.handfast.handshake.Work}.
     *
     * @throws org.handfast.failure.TlsFailure UNRECOGNIZED_NAME
     */
    public static NameVerdict answer(Optional<String> offered, Terms server) {
        NameVerdict verdict = server.serverNameCheck().apply(offered);
        if (verdict == NameVerdict.REFUSE) {
            throw Reason.UNRECOGNIZED_NAME.with("name", offered.orElse("none"));
        }
        return verdict;
    }

    /** "The extension_data field of this extension SHALL be empty", RFC 6066 §3. */
    public static void accept(ExtensionBlock encryptedExtensions) {
        encryptedExtensions.get(Extensions.SERVER_NAME_ACKNOWLEDGED);
    }
}
