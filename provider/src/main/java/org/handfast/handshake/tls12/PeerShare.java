package org.handfast.handshake.tls12;

import org.handfast.crypto.FfdheParameters;
import org.handfast.crypto.Kem;
import org.handfast.failure.Reason;
import org.handfast.handshake.Allowed;
import org.handfast.iana.NamedGroup;
import org.handfast.wire.message.ServerKeyExchange;

/**
 * What a ServerKeyExchange offers for the agreement, and what is signed.
 *
 * @param kem the group
 * @param share the server's, in the form of the group
 * @param signed parameters and signature
 */
record PeerShare(Kem kem, byte[] share, ServerKeyExchange.Signed signed) {
    /**
     * Reads it as the suite says.
     *
     * @throws org.handfast.failure.TlsFailure GROUP_NOT_OFFERED, DHE_GROUP_REFUSED, BAD_KEY_SHARE or of parsing
     */
    static PeerShare of(Progress progress, ServerKeyExchange message) {
        Allowed allowed = progress.terms().allowed();
        return switch (progress.suite().keyExchange()) {
            case ECDHE -> ecdhe(allowed, message.ecdhe());
            case DHE -> dhe(allowed, message.dhe());
            // "It is not legal to send the ServerKeyExchange message", RFC 5246 §7.4.3; nobody waits for one then
            case RSA -> throw Reason.UNEXPECTED_MESSAGE.with("message", "ServerKeyExchange", "state", "RSA");
        };
    }

    /** The client checks that the curve is one it offered (RFC 8422 §5.4). */
    private static PeerShare ecdhe(Allowed allowed, ServerKeyExchange.Ecdhe ecdhe) {
        Kem kem = allowed.group(ecdhe.group()).filter(k -> k.group().isCurve()).orElseThrow(() ->
                Reason.GROUP_NOT_OFFERED.with("group", ecdhe.group(), "offered", groups(allowed)));
        return new PeerShare(kem, ecdhe.point().bytes(), ecdhe.signed());
    }

    /** Only groups of RFC 7919 that were offered: of others nobody knows in time whether they are sound (§3). */
    private static PeerShare dhe(Allowed allowed, ServerKeyExchange.Dhe dhe) {
        FfdheParameters parameters = FfdheParameters.matching(dhe.prime().bytes(), dhe.generator().bytes())
                .orElseThrow(() -> Reason.DHE_GROUP_REFUSED.with(
                        "bits", 8 * dhe.prime().length(), "offered", groups(allowed)));
        Kem kem = allowed.group(parameters.group()).orElseThrow(() -> Reason.DHE_GROUP_REFUSED.with(
                "group", parameters.group(), "offered", groups(allowed)));
        return new PeerShare(kem, parameters.padded(dhe.share().bytes()), dhe.signed());
    }

    private static Iterable<NamedGroup> groups(Allowed allowed) {
        return allowed.groups().stream().map(Kem::group).toList();
    }
}
