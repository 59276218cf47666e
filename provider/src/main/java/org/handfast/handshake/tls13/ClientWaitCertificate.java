package org.handfast.handshake.tls13;

import java.util.Optional;
import java.util.stream.IntStream;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.handshake.ClientWishes;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.VerifiedChain;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.U16List;
import org.handfast.wire.message.Certificate;

/** WAIT_CERT of RFC 9846 appendix A.1: the server has asked for our certificate and now shows its own. */
record ClientWaitCertificate(Progress progress, CertificateWanted wanted) implements ClientState {
    @Override
    public State on(Certificate message, Link link) {
        return accept(progress, Optional.of(wanted), message, link);
    }

    /** With or without a request before it. */
    static State accept(Progress progress, Optional<CertificateWanted> wanted, Certificate message, Link link) {
        PeerCertificate.checkContext(message);
        if (message.certificateList().isEmpty()) {
            // "If the server supplies an empty Certificate message, the client MUST abort the handshake with a
            // decode_error alert", RFC 9846 §4.5.1.3
            throw Reason.EMPTY_CERTIFICATE.failure();
        }
        HandshakeFacts facts = PeerCertificate.read(
                message, offered(progress.terms().wishes()), progress.terms().limits().chainFromServer(),
                progress.facts());
        progress.transcript().add(link.received());
        Progress known = progress.learned(facts, link);
        return link.await(
                () -> VerifiedChain.by(progress.terms().verifier(), Role.SERVER, facts),
                chain -> new ClientWaitCertificateVerify(known, wanted, chain));
    }

    /** What an entry may answer: what our ClientHello asked for. */
    private static U16List offered(ClientWishes wishes) {
        IntStream staples = wishes.staples() ? IntStream.of(ExtensionType.STATUS_REQUEST.code()) : IntStream.empty();
        IntStream timestamps = wishes.timestamps()
                ? IntStream.of(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP.code())
                : IntStream.empty();
        return U16List.of(IntStream.concat(staples, timestamps).toArray());
    }
}
