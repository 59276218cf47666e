package org.handfast.handshake.tls13;

import java.util.List;
import org.handfast.credential.CertificateChain;
import org.handfast.credential.HandshakeFacts;
import org.handfast.failure.Reason;
import org.handfast.handshake.extension.SignedCertificateTimestampRule;
import org.handfast.handshake.extension.StatusRequestRule;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.MessageKind;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.CertificateEntry;

/** The checks on a Certificate message before anybody judges the chain (RFC 9846 §4.5.1). */
final class PeerCertificate {
    private PeerCertificate() {}

    /**
     * Reads a non-empty chain.
     *
     * @param offered extension types we asked for
     * @param deepest certificates allowed
     * @return the facts with chain and staples
     */
    static HandshakeFacts read(Certificate message, U16List offered, int deepest, HandshakeFacts facts) {
        if (message.certificateList().size() > deepest) {
            throw Reason.CHAIN_TOO_LONG.with("length", message.certificateList().size(), "limit", deepest);
        }
        for (CertificateEntry entry : message.certificateList()) {
            Extensions.checkSolicited(entry.extensions(), offered);
            Extensions.checkPlacement(entry.extensions(), MessageKind.CERTIFICATE);
            entry.extensions().get(Extensions.SIGNED_CERTIFICATE_TIMESTAMP);
        }
        List<byte[]> timestamps = message.certificateList().stream()
                .map(entry -> SignedCertificateTimestampRule.accept(entry.extensions()))
                .toList();
        return facts.withStaples(StatusRequestRule.accept(message.certificateList()))
                .withTimestamps(timestamps.get(0))
                .withPeerChain(CertificateChain.parse(
                        message.certificateList().stream().map(CertificateEntry::der).toList()));
    }

    /**
     * Empty as in the CertificateRequest of a handshake; "in the case of server authentication", too, "this field
     * SHALL be zero length", RFC 9846 §4.5.1.
     */
    static void checkContext(Certificate message) {
        if (message.context().length() > 0) {
            throw Reason.CERTIFICATE_CONTEXT_NOT_EMPTY.with("length", message.context().length());
        }
    }
}
