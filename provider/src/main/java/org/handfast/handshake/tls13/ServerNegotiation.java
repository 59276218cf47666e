package org.handfast.handshake.tls13;

import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Kem;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.handshake.Allowed;
import org.handfast.handshake.Flight;
import org.handfast.handshake.GroupChoice;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Cookie;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.KeyShare;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.extension.SupportedVersions;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.ServerHello;

/** Hello x terms -> suite and group, then the flight or a HelloRetryRequest (RFC 9846 §4.2.1, §4.2.4). */
public final class ServerNegotiation {
    private static final int COOKIE_LENGTH = 32;

    private ServerNegotiation() {}

    /**
     * Takes the first ClientHello of a TLS 1.3 handshake, which is in the transcript already.
     *
     * @throws org.handfast.failure.TlsFailure for a malformed hello or where nothing is shared
     */
    public static State first(Terms terms, Transcript transcript, ClientHello hello, Link link) {
        ChecksOnClientHello.check(hello);
        Suite13 suite = suite(hello, terms.allowed());
        Optional<OfferedPsks> psks =
                OfferedPsks.in(hello, terms, new Transcript(), suite.hash(), link.received());
        List<KeyShareEntry> shares = ChecksOnClientHello.shares(hello);
        GroupChoice choice = GroupChoice.of(
                terms.allowed(),
                ChecksOnClientHello.groups(hello),
                shares.stream().map(KeyShareEntry::group).toList());
        if (!choice.shared()) {
            return retry(terms, transcript, hello, new Asked(suite, choice.kem()), link);
        }
        return new ServerFlight(terms, transcript, hello, suite, choice.kem(), psks, false).begin(link);
    }

    /** The suite by the server's or the client's order, as the policy says. */
    static Suite13 suite(ClientHello hello, Allowed allowed) {
        List<CipherSuite> offered = hello.cipherSuites().map(CipherSuite::of);
        if (allowed.policy().serverOrder()) {
            return allowed.suites().stream()
                    .filter(suite -> offered.contains(suite.suite()))
                    .findFirst()
                    .orElseThrow(() -> noCommonSuite(offered, allowed));
        }
        return offered.stream()
                .flatMap(suite -> allowed.suite(suite).stream())
                .findFirst()
                .orElseThrow(() -> noCommonSuite(offered, allowed));
    }

    private static RuntimeException noCommonSuite(List<CipherSuite> offered, Allowed allowed) {
        return Reason.NO_COMMON_SUITE.with(
                "offered", offered,
                "allowed", allowed.suites().stream().map(Suite13::suite).toList());
    }

    private static State retry(Terms terms, Transcript transcript, ClientHello hello, Asked asked, Link link) {
        link.flightEnds();
        Cookie cookie = new Cookie(Opaque.of(terms.randomness().shown().bytes(COOKIE_LENGTH)));
        transcript.retry(asked.suite.hash());
        link.send(new Flight(transcript).add(helloRetryRequest(hello, asked, cookie)));
        middlebox(link);
        if (hello.extensions().contains(ExtensionType.EARLY_DATA)) {
            link.skipEarlyData();
        }
        return new ServerWaitSecondClientHello(terms, transcript, hello, asked.suite, asked.kem, cookie);
    }

    private static ServerHello helloRetryRequest(ClientHello hello, Asked asked, Cookie cookie) {
        return new ServerHello(
                ProtocolVersion.TLS12,
                ServerHello.RETRY_RANDOM,
                hello.legacySessionId(),
                asked.suite.suite(),
                0,
                ExtensionBlock.of(
                        new SupportedVersions.ServerHello(ProtocolVersion.TLS13),
                        new KeyShare.HelloRetryRequest(asked.kem.group()),
                        cookie));
    }

    /**
     * "The server sends a dummy change_cipher_spec record immediately after its first handshake message",
     * RFC 9846 appendix E.4: it must where the client sent a session id, and may always.
     */
    static void middlebox(Link link) {
        link.changeCipherSpec();
    }

    /** What a HelloRetryRequest fixes. */
    private record Asked(Suite13 suite, Kem kem) {}
}
