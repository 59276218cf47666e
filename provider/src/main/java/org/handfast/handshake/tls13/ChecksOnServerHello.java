package org.handfast.handshake.tls13;

import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.handshake.extension.ClientOffer;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.SupportedVersions;
import org.handfast.wire.message.ServerHello;

/** What a ServerHello and a HelloRetryRequest must satisfy alike (RFC 9846 §4.2.3, §4.2.4). */
final class ChecksOnServerHello {
    private ChecksOnServerHello() {}

    /**
     * All checks but the key share.
     *
     * @return the suite selected
     */
    static Suite13 check(ClientOffer offer, ServerHello message) {
        if (!message.legacyVersion().equals(ProtocolVersion.TLS12)) {
            // "A client which receives a TLS 1.3 Server Hello with a legacy_version value not equal to 0x0303 MUST
            // abort the handshake with a "protocol_version" alert", RFC 9846 §4.2.3
            throw Reason.BAD_LEGACY_VERSION.with("legacy_version", message.legacyVersion());
        }
        Extensions.checkSolicited(message.extensions(), offer.offered());
        Extensions.checkPlacement(message.extensions(), message.kind());
        checkVersion(message);
        if (!message.legacySessionIdEcho().equals(offer.hello().legacySessionId())) {
            throw Reason.SESSION_ID_NOT_ECHOED.failure();
        }
        if (message.legacyCompressionMethod() != 0) {
            throw Reason.BAD_COMPRESSION_METHOD.with("method", message.legacyCompressionMethod());
        }
        return offer.terms().allowed().suite(message.cipherSuite()).orElseThrow(() -> Reason.SUITE_NOT_OFFERED.with(
                "suite", message.cipherSuite(), "offered", offer.terms().allowed().policy().suites()));
    }

    /**
     * "If the supported_versions extension in the ServerHello contains a version not offered by the client or
     * contains a version prior to TLS 1.3, the client MUST abort", RFC 9846 §4.3.1.
     */
    private static void checkVersion(ServerHello message) {
        SupportedVersions.ServerHello selected =
                message.extensions().require(Extensions.SUPPORTED_VERSIONS_SERVER_HELLO);
        if (!selected.selectedVersion().equals(ProtocolVersion.TLS13)) {
            throw Reason.VERSION_NOT_OFFERED.with("version", selected.selectedVersion());
        }
    }
}
