package org.handfast.handshake.tls12;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.wire.message.CertificateRequest12;
import org.handfast.wire.message.CertificateStatus;
import org.handfast.wire.message.ServerHelloDone;
import org.handfast.wire.message.ServerKeyExchange;

/**
 * The server has said that it may staple. "Note that a server MAY also choose not to send a "CertificateStatus"
 * message, even if ... has sent a "status_request" extension", RFC 6066 §8.
 */
record ClientWaitCertificateStatus(Progress progress) implements ClientState {
    @Override
    public State on(CertificateStatus message, Link link) {
        progress.transcript().add(link.received());
        List<byte[]> staples = new ArrayList<>(
                Collections.nCopies(progress.facts().peerChain().size(), new byte[0]));
        staples.set(0, message.ocspResponse().bytes());
        return PeerChain.verify(progress.learned(progress.facts().withStaples(staples), link), link);
    }

    @Override
    public State on(ServerKeyExchange message, Link link) {
        return progress.suite().transport().isPresent()
                ? ClientState.super.on(message, link)
                : PeerChain.verify(progress, waiting -> waiting.on(message, link), link);
    }

    @Override
    public State on(CertificateRequest12 message, Link link) {
        return progress.suite().transport().isEmpty()
                ? ClientState.super.on(message, link)
                : PeerChain.verify(progress, waiting -> waiting.on(message, link), link);
    }

    @Override
    public State on(ServerHelloDone message, Link link) {
        return progress.suite().transport().isEmpty()
                ? ClientState.super.on(message, link)
                : PeerChain.verify(progress, waiting -> waiting.on(message, link), link);
    }
}
