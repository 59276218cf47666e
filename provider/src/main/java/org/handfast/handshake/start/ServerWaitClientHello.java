package org.handfast.handshake.start;

import java.util.List;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.HandshakeFacts;
import org.handfast.failure.Reason;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.ServerNameRule;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.HandshakeType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.MessageDecoder;

/** START of RFC 9846 appendix A.2: takes the first ClientHello and chooses the version. */
record ServerWaitClientHello(Terms terms) implements State {
    @Override
    public State on(ClientHello message, Link link) {
        // published first, so that a failure can name the host
        ServerNameRule.offered(message.extensions())
                .map(HandshakeFacts.NONE::withServerName)
                .ifPresent(link::learned);
        List<ProtocolVersion> offered = versions(message);
        Transcript transcript = new Transcript();
        if (offered.contains(ProtocolVersion.TLS13) && terms.allowed().tls13()) {
            checkLegacyVersion13(message);
            link.versionChosen(ProtocolVersion.TLS13);
            transcript.add(link.received());
            return org.handfast.handshake.tls13.ServerNegotiation.first(terms, transcript, message, link);
        }
        if (offered.contains(ProtocolVersion.TLS12) && terms.allowed().tls12()) {
            checkLegacyVersion12(message);
            checkFallback(message);
            link.versionChosen(ProtocolVersion.TLS12);
            if (terms.clientAuthentication() != ClientAuthentication.NONE) {
                transcript.keep();
            }
            transcript.add(link.received());
            return org.handfast.handshake.tls12.ServerNegotiation.first(terms, transcript, message, link);
        }
        throw Reason.NO_COMMON_VERSION.with(
                "offered", offered.stream().map(ServerWaitClientHello::name).toList(),
                "allowed", terms.allowed().policy().versions());
    }

    /** Before the version is chosen no other message has a form: it is refused unread. */
    @Override
    public HandshakeMessage decode(HandshakeType type, Opaque body) {
        if (type.isKnown() && !type.equals(HandshakeType.CLIENT_HELLO)) {
            throw Reason.UNEXPECTED_MESSAGE.with("message", type, "state", getClass().getSimpleName());
        }
        return MessageDecoder.tls13(type, body);
    }

    /**
     * "If this extension is not present, servers ... MUST negotiate TLS 1.2 or prior", RFC 9846 §4.3.1: a newer
     * legacy_version, too, means TLS 1.2 (RFC 5246 appendix E.1).
     */
    private static List<ProtocolVersion> versions(ClientHello hello) {
        ProtocolVersion legacy = hello.legacyVersion();
        return hello.extensions()
                .get(Extensions.SUPPORTED_VERSIONS_CLIENT_HELLO)
                .map(extension -> extension.versions().<ProtocolVersion>map(ProtocolVersion::of))
                .orElseGet(() -> List.of(
                        legacy.code() > ProtocolVersion.TLS12.code() ? ProtocolVersion.TLS12 : legacy));
    }

    /**
     * "A server which receives a legacy_version value not equal to 0x0303 MUST abort the handshake with a
     * "protocol_version" alert", RFC 9846 §4.2.2.
     */
    private static void checkLegacyVersion13(ClientHello hello) {
        if (!hello.legacyVersion().equals(ProtocolVersion.TLS12)) {
            throw Reason.BAD_LEGACY_VERSION.with("legacy_version", hello.legacyVersion());
        }
    }

    /**
     * SSL 3.0 and what is older "MUST NOT be negotiated for any reason", RFC 9846 appendix E.5: nothing in the hello
     * makes up for such a version. Otherwise supported_versions alone counts, §4.3.1.
     */
    private static void checkLegacyVersion12(ClientHello hello) {
        if (hello.legacyVersion().code() <= ProtocolVersion.SSL30.code()) {
            throw Reason.BAD_LEGACY_VERSION.with("legacy_version", hello.legacyVersion());
        }
    }

    /**
     * "If TLS_FALLBACK_SCSV appears in ClientHello.cipher_suites and the highest protocol version supported by the
     * server is higher than the version indicated in ClientHello.client_version, the server MUST respond with a fatal
     * inappropriate_fallback alert", RFC 7507 §3.
     */
    private void checkFallback(ClientHello hello) {
        if (terms.allowed().tls13() && hello.cipherSuites().contains(CipherSuite.TLS_FALLBACK_SCSV.code())) {
            throw Reason.INAPPROPRIATE_FALLBACK.with("offered", ProtocolVersion.TLS12, "best", ProtocolVersion.TLS13);
        }
    }

    /** Old versions under the names people know. */
    private static String name(ProtocolVersion version) {
        return switch (version.code()) {
            case 0x0300 -> "SSL 3.0";
            case 0x0301 -> "TLS 1.0";
            case 0x0302 -> "TLS 1.1";
            case 0x0303 -> "TLS 1.2";
            case 0x0304 -> "TLS 1.3";
            default -> version.toString();
        };
    }
}
