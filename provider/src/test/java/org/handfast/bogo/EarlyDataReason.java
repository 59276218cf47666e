package org.handfast.bogo;

import java.util.Map;
import org.handfast.credential.EarlyDataVerdict;
import org.handfast.credential.HandshakeFacts;

/** The runner's words for our verdicts on early data. */
final class EarlyDataReason {
    private static final Map<EarlyDataVerdict, String> WORDS = Map.of(
            EarlyDataVerdict.DISABLED, "disabled",
            EarlyDataVerdict.PROTOCOL_VERSION, "protocol_version",
            EarlyDataVerdict.NO_SESSION_OFFERED, "no_session_offered",
            EarlyDataVerdict.SESSION_NOT_RESUMED, "session_not_resumed",
            EarlyDataVerdict.UNSUPPORTED_FOR_SESSION, "unsupported_for_session",
            EarlyDataVerdict.PEER_DECLINED, "peer_declined",
            EarlyDataVerdict.OTHER_PROTOCOL, "alpn_mismatch",
            EarlyDataVerdict.TICKET_AGE, "ticket_age_skew",
            EarlyDataVerdict.HELLO_RETRY_REQUEST, "hello_retry_request",
            EarlyDataVerdict.ACCEPTED, "accept");

    private EarlyDataReason() {}

    /** TLS 1.2 has no verdict, because it has no early data. */
    static String of(HandshakeFacts facts) {
        return facts.earlyDataVerdict()
                .map(verdict -> WORDS.getOrDefault(verdict, verdict.toString()))
                .orElse("protocol_version");
    }
}
