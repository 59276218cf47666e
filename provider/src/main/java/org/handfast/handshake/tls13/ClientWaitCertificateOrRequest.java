package org.handfast.handshake.tls13;

import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.failure.Reason;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.extension.CertificateAuthoritiesRule;
import org.handfast.handshake.extension.SignatureAlgorithmsRule;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.MessageKind;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.CertificateRequest;

/** WAIT_CERT_CR of RFC 9846 appendix A.1. */
record ClientWaitCertificateOrRequest(Progress progress) implements ClientState {
    @Override
    public State on(CertificateRequest message, Link link) {
        if (message.context().length() > 0) {
            // "This field SHALL be zero length unless used for the post-handshake authentication", RFC 9846 §4.4.2
            throw Reason.CERTIFICATE_CONTEXT_NOT_EMPTY.with("length", message.context().length());
        }
        ExtensionBlock extensions = message.extensions();
        Extensions.checkPlacement(extensions, MessageKind.CERTIFICATE_REQUEST);
        HandshakeFacts facts = progress.facts()
                .withPeerSchemes(SignatureAlgorithmsRule.accept(extensions))
                .withPeerCertificateSchemes(SignatureAlgorithmsRule.acceptForCertificates(extensions));
        CertificateWanted wanted = new CertificateWanted(CertificateAuthoritiesRule.accept(extensions));
        progress.transcript().add(link.received());
        return new ClientWaitCertificate(progress.learned(facts, link), wanted);
    }

    @Override
    public State on(Certificate message, Link link) {
        return ClientWaitCertificate.accept(progress, Optional.empty(), message, link);
    }
}
