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
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.SupportedVersions;
import org.handfast.wire.message.ServerHello;

/** WAIT_SH of RFC 9846 appendix A.1: takes a ServerHello or a HelloRetryRequest and follows its version. */
record ClientWaitServerHello(ClientOffer offer, Transcript transcript) implements State {
    @Override
    public State on(ServerHello message, Link link) {
        Optional<SupportedVersions.ServerHello> selected =
                message.extensions().get(Extensions.SUPPORTED_VERSIONS_SERVER_HELLO);
        return selected.isPresent()
                ? ClientNegotiation.first(offer, transcript, message, link)
                : older(message, link);
    }

    /** "absent: the server negotiates a version of TLS prior to TLS 1.3", by legacy_version, RFC 9846 §4.2.3. */
    private State older(ServerHello message, Link link) {
        Allowed allowed = offer.terms().allowed();
        ProtocolVersion chosen = message.legacyVersion();
        if (allowed.tls13()) {
            if (message.isHelloRetryRequest()) {
                throw Reason.MISSING_EXTENSION.with("extension", "supported_versions", "in", "HelloRetryRequest");
            }
            Downgrade.check(message.random(), chosen);
        }
        throw Reason.NO_COMMON_VERSION.with("offered", allowed.policy().versions(), "chosen", chosen);
    }
}
