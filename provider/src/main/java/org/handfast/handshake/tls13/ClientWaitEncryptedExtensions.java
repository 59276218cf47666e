package org.handfast.handshake.tls13;

import java.util.Optional;
import org.handfast.credential.EarlyDataVerdict;
import org.handfast.credential.HandshakeFacts;
import org.handfast.failure.Reason;
import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;
import org.handfast.handshake.extension.AlpnRule;
import org.handfast.handshake.extension.RecordSizeLimitRule;
import org.handfast.handshake.extension.ServerNameRule;
import org.handfast.iana.ExtensionType;
import org.handfast.session.Session;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.MessageKind;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.EncryptedExtensions;

/** WAIT_EE of RFC 9846 appendix A.1. */
record ClientWaitEncryptedExtensions(Progress progress, ClientHello hello) implements ClientState {
    @Override
    public State on(EncryptedExtensions message, Link link) {
        ExtensionBlock extensions = message.extensions();
        Extensions.checkSolicited(extensions, hello.extensions().types());
        Extensions.checkPlacement(extensions, MessageKind.ENCRYPTED_EXTENSIONS);
        ServerNameRule.accept(extensions);
        // for the next connection only: "Clients MUST NOT act upon any information found in supported_groups prior
        // to successful completion of the handshake", RFC 9846 §4.3.7; but its form is checked
        extensions.get(Extensions.SUPPORTED_GROUPS);
        Optional<String> protocol = AlpnRule.accept(extensions, progress.terms());
        RecordSizeLimitRule.accept(extensions, progress.terms(), RecordSizeLimitRule.LARGEST_13)
                .ifPresent(agreed -> agreed.apply(link));
        progress.transcript().add(link.received());
        HandshakeFacts facts = progress.facts().withApplicationProtocolDecided(true);
        if (earlyData(extensions, protocol, link)) {
            facts = facts.withEarlyDataVerdict(EarlyDataVerdict.ACCEPTED);
        }
        return next(progress.learned(decided(facts, protocol), link), link);
    }

    private static HandshakeFacts decided(HandshakeFacts facts, Optional<String> protocol) {
        return protocol.map(facts::withApplicationProtocol).orElse(facts);
    }

    /**
     * Whether early data was taken. "If the server supplies an "early_data" extension in EncryptedExtensions, the
     * client MUST verify that the server selected the first identity", RFC 9846 §4.3.10, of which we send one; that
     * suite and protocol are those of the ticket is what the server MUST look at, too.
     */
    private boolean earlyData(ExtensionBlock extensions, Optional<String> protocol, Link link) {
        if (extensions.get(Extensions.EARLY_DATA).isPresent()) {
            boolean fits = progress.session()
                    .filter(session -> progress.facts().suite().equals(Optional.of(session.suite())))
                    .filter(session -> session.applicationProtocol().equals(protocol))
                    .isPresent();
            if (!fits) {
                throw Reason.EARLY_DATA_NOT_FITTING.with("resumed", progress.session().isPresent());
            }
            return true;
        }
        if (progress.session().isPresent() && hello.extensions().contains(ExtensionType.EARLY_DATA)) {
            link.sendEarlyData(0);
            link.writeWith(progress.keys().client());
        }
        return false;
    }

    /** In a resumed handshake no certificate is shown or asked for (RFC 9846 §2.2). */
    private static State next(Progress known, Link link) {
        if (known.session().isEmpty()) {
            return new ClientWaitCertificateOrRequest(known);
        }
        Session session = known.session().get();
        HandshakeFacts facts = known.facts()
                .withResumed(true)
                .withPeerChain(session.peerChain())
                .withLocalChain(session.localChain())
                .withStaples(session.staples())
                .withTimestamps(session.timestamps());
        facts = session.localScheme().map(facts::withLocalScheme).orElse(facts);
        facts = session.peerScheme().map(facts::withPeerScheme).orElse(facts);
        return new ClientWaitFinished(
                known.learned(facts, link), Optional.empty(), PeerProof.Resumed.server(session));
    }
}
