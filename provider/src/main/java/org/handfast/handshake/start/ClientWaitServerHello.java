package org.handfast.handshake.start;

import java.util.Optional;
import org.handfast.failure.Reason;
import org.handfast.handshake.Allowed;
import org.handfast.handshake.Downgrade;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.ClientOffer;
import org.handfast.handshake.tls13.ClientNegotiation;
import org.handfast.iana.HandshakeType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.SupportedVersions;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.HelloRequest;
import org.handfast.wire.message.MessageDecoder;
import org.handfast.wire.message.ServerHello;

/** WAIT_SH of RFC 9846 appendix A.1: takes a ServerHello or a HelloRetryRequest and follows its version. */
record ClientWaitServerHello(ClientOffer offer, Transcript transcript) implements State {
    @Override
    public State on(ServerHello message, Link link) {
        Optional<SupportedVersions.ServerHello> selected =
                message.extensions().get(Extensions.SUPPORTED_VERSIONS_SERVER_HELLO);
        if (selected.isEmpty()) {
            return older(message, link);
        }
        if (!allowed().tls13()) {
            throw Reason.UNSOLICITED_EXTENSION.with("extension", "supported_versions");
        }
        link.versionChosen(ProtocolVersion.TLS13);
        return ClientNegotiation.first(offer, transcript, message, link);
    }

    /** "This message will be ignored by the client if the client is currently negotiating", RFC 5246 §7.4.1.1. */
    @Override
    public State on(HelloRequest message, Link link) {
        return this;
    }

    /** Before the version is chosen no other message has a form: it is refused unread. */
    @Override
    public HandshakeMessage decode(HandshakeType type, Opaque body) {
        if (allowed().tls12() && type.equals(HandshakeType.HELLO_REQUEST)) {
            return MessageDecoder.tls12(type, body);
        }
        if (type.isKnown() && !type.equals(HandshakeType.SERVER_HELLO)) {
            throw Reason.UNEXPECTED_MESSAGE.with("message", type, "state", getClass().getSimpleName());
        }
        return MessageDecoder.tls13(type, body);
    }

    /** Without supported_versions the version is in legacy_version, TLS 1.2 or older (RFC 9846 §4.2.3, §4.3.1). */
    private State older(ServerHello message, Link link) {
        ProtocolVersion chosen = message.legacyVersion();
        if (offer.announcesEarlyData()) {
            // "A client that attempts to send 0-RTT data MUST fail a connection if it receives a ServerHello with
            // TLS 1.2 or older", RFC 9846 appendix E.3
            throw Reason.EARLY_DATA_TO_OLD_VERSION.with("chosen", chosen);
        }
        if (allowed().tls13()) {
            if (message.isHelloRetryRequest()) {
                throw Reason.MISSING_EXTENSION.with("extension", "supported_versions", "in", "HelloRetryRequest");
            }
            Downgrade.check(message.random(), chosen);
        }
        if (!chosen.equals(ProtocolVersion.TLS12) || !allowed().tls12()) {
            throw Reason.NO_COMMON_VERSION.with("offered", allowed().policy().versions(), "chosen", chosen);
        }
        return org.handfast.handshake.tls12.ClientNegotiation.first(offer, transcript, message, link);
    }

    private Allowed allowed() {
        return offer.terms().allowed();
    }
}
