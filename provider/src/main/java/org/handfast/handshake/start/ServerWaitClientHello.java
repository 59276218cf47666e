package org.handfast.handshake.start;

import java.util.List;
import org.handfast.credential.HandshakeFacts;
import org.handfast.failure.Reason;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.ServerNameRule;
import org.handfast.handshake.tls13.ServerNegotiation;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.message.ClientHello;

/** START of RFC 9846 appendix A.2: takes the first ClientHello and chooses the version. */
record ServerWaitClientHello(Terms terms) implements State {
    @Override
    public State on(ClientHello message, Link link) {
        // published first, so that a failure can name the host
        ServerNameRule.offered(message.extensions())
                .map(HandshakeFacts.NONE::withServerName)
                .ifPresent(link::learned);
        List<ProtocolVersion> offered = versions(message);
        if (!offered.contains(ProtocolVersion.TLS13) || !terms.allowed().tls13()) {
            throw Reason.NO_COMMON_VERSION.with(
                    "offered", offered, "allowed", terms.allowed().policy().versions());
        }
        if (!message.legacyVersion().equals(ProtocolVersion.TLS12)) {
            // "A server which receives a legacy_version value not equal to 0x0303 MUST abort the handshake with a
            // "protocol_version" alert", RFC 9846 §4.2.2
            throw Reason.BAD_LEGACY_VERSION.with("legacy_version", message.legacyVersion());
        }
        Transcript transcript = new Transcript();
        transcript.add(link.received());
        return ServerNegotiation.first(terms, transcript, message, link);
    }

    /** "If this extension is not present, servers ... MUST negotiate TLS 1.2 or prior", RFC 9846 §4.3.1. */
    private static List<ProtocolVersion> versions(ClientHello hello) {
        return hello.extensions()
                .get(Extensions.SUPPORTED_VERSIONS_CLIENT_HELLO)
                .map(extension -> extension.versions().<ProtocolVersion>map(ProtocolVersion::of))
                .orElseGet(() -> List.of(hello.legacyVersion()));
    }
}
