package org.handfast.handshake.tls13;

import java.util.Optional;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.ClientOffer;
import org.handfast.iana.NamedGroup;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.message.ServerHello;

/**
 * WAIT_SH of RFC 9846 appendix A.1 after a HelloRetryRequest: only a ServerHello that keeps its word.
 *
 * @param offer as sent again
 * @param transcript rewritten for the retry
 * @param suite of the HelloRetryRequest
 * @param asked group of the HelloRetryRequest, if it named one
 */
record ClientWaitSecondServerHello(
        ClientOffer offer, Transcript transcript, Suite13 suite, Optional<NamedGroup> asked) implements ClientState {
    @Override
    public State on(ServerHello message, Link link) {
        if (message.isHelloRetryRequest()) {
            // "If a client receives a second HelloRetryRequest in the same connection ... it MUST abort the
            // handshake with an unexpected_message alert", RFC 9846 §4.2.4
            throw Reason.SECOND_HELLO_RETRY_REQUEST.failure();
        }
        Suite13 chosen = ChecksOnServerHello.check(offer, message);
        if (!chosen.suite().equals(suite.suite())) {
            throw Reason.SUITE_CHANGED_AFTER_RETRY.with("asked", suite.suite(), "chosen", chosen.suite());
        }
        NamedGroup group =
                message.extensions().require(Extensions.KEY_SHARE_SERVER_HELLO).serverShare().group();
        if (asked.isPresent() && !asked.get().equals(group)) {
            throw Reason.GROUP_NOT_OFFERED.with("group", group, "asked", asked.get());
        }
        return ClientNegotiation.agree(
                new ClientNegotiation.Choice(offer, transcript, suite, true), message, link);
    }
}
