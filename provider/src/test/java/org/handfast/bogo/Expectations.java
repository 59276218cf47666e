package org.handfast.bogo;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.credential.source.PemSource;
import org.handfast.engine.TlsEngine;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;

/** Compares what a handshake came to with every {@code -expect-} flag. */
final class Expectations {
    private final Settings settings;
    private final HandshakeFacts facts;
    private final CaseCredentials credentials;
    private final CaseSessions.Ledger ledger;
    private final boolean resuming;

    /** @param resuming whether this is to resume */
    Expectations(Settings settings, TlsEngine engine, CaseCredentials credentials, CaseSessions.Ledger ledger,
            boolean resuming) {
        this.settings = settings;
        this.facts = engine.facts();
        this.credentials = credentials;
        this.ledger = ledger;
        this.resuming = resuming;
    }

    /** @throws Expectation for the first that is not met */
    void check() {
        number("-expect-version", facts.version().map(v -> v.code()));
        number("-expect-cipher", facts.suite().map(s -> s.code()));
        number("-expect-cipher-aes", facts.suite().map(s -> s.code()));
        number("-expect-curve-id", facts.group().map(g -> g.code()));
        number("-expect-peer-signature-algorithm", facts.peerScheme().map(s -> s.code()));
        names();
        peer();
        if (settings.has("-expect-peer-verify-pref")) {
            Expectation.same(settings.numbers("-expect-peer-verify-pref"),
                    facts.peerSchemes().stream().map(SignatureScheme::code).toList(), "peer's schemes");
        }
        settings.number("-expect-selected-credential")
                .ifPresent(n -> Expectation.same(n, credentials.selected(), "credential"));
        settings.text("-expect-client-ca-list").ifPresent(list -> Expectation.same(
                CaseVerifier.names(list), credentials.asked().orElseThrow().authorities(), "authorities"));
        Expectation.that(!settings.has("-expect-hrr") || facts.helloRetried(), "no HelloRetryRequest");
        Expectation.that(!settings.has("-expect-no-hrr") || !facts.helloRetried(), "HelloRetryRequest");
        // TLS 1.3 has neither and needs neither
        boolean newer = facts.version().orElseThrow().equals(ProtocolVersion.TLS13);
        boolean secure = newer || facts.secureRenegotiation();
        Expectation.that(!settings.has("-expect-secure-renegotiation") || secure, "no RFC 5746");
        Expectation.that(!settings.has("-expect-no-secure-renegotiation") || !secure, "RFC 5746");
        Expectation.that(!settings.has("-expect-extended-master-secret") || newer || facts.extendedMainSecret(),
                "no extended main secret");
        Expectation.same(resuming && !settings.has("-expect-session-miss"), facts.resumed(), "session resumed");
        sessionKept(newer);
        settings.text("-expect-early-data-reason").ifPresent(reason ->
                Expectation.same(reason, EarlyDataReason.of(facts), "what became of early data"));
        Expectation.that(!settings.has("-expect-accept-early-data") || facts.earlyData(), "early data refused");
        Expectation.that(!settings.has("-expect-reject-early-data") || !facts.earlyData(), "early data taken");
    }

    /** In TLS 1.2 a session is kept with the handshake. */
    private void sessionKept(boolean newer) {
        if (!newer && settings.role() == Role.CLIENT) {
            boolean wanted = !settings.has("-expect-no-session")
                    && (!facts.resumed() || settings.has("-expect-ticket-renewal"));
            Expectation.same(wanted, ledger.count() > 0, "new session");
        }
        if (!resuming) {
            Expectation.that(!settings.has("-expect-session-id") || ledger.count() > 0, "no session kept");
            Expectation.that(!settings.has("-expect-no-session-id") || ledger.count() == 0, "session kept");
        }
    }

    /**
     * In TLS 1.3 tickets come after the handshake.
     *
     * @throws Expectation where a client kept none though it should, or one though it should not
     */
    void checkAtEnd() {
        boolean newer = facts.version().orElseThrow().equals(ProtocolVersion.TLS13);
        // who does not read gets tickets or not
        if (newer && settings.role() == Role.CLIENT && !settings.has("-shim-shuts-down")) {
            Expectation.same(!settings.has("-expect-no-session"), ledger.count() > 0, "new session");
            if (ledger.count() > 0) {
                Expectation.same(
                        settings.has("-expect-ticket-supports-early-data"), ledger.allowsEarlyData(), "early data");
            }
        }
    }

    private void number(String flag, Optional<Integer> actual) {
        settings.number(flag).ifPresent(n -> {
            if (n != 0) {
                Expectation.same(Optional.of(n), actual, flag);
            }
        });
    }

    private void names() {
        settings.text("-expect-server-name").ifPresent(name ->
                Expectation.same(Optional.of(name), facts.serverName(), "server name"));
        Expectation.that(!settings.has("-expect-no-server-name") || facts.serverName().isEmpty(), "server name");
        String flag = settings.role() == Role.SERVER ? "-select-alpn" : "-expect-alpn";
        Expectation.same(settings.text(flag).orElse(""), facts.applicationProtocol().orElse(""), "ALPN");
    }

    private void peer() {
        boolean wanted = settings.role() == Role.CLIENT || settings.has("-require-any-client-certificate");
        if (settings.has("-expect-no-peer-cert")) {
            Expectation.that(facts.peerChain().isEmpty(), "unexpected peer certificate");
        } else if (wanted) {
            Expectation.that(!facts.peerChain().isEmpty(), "no peer certificate");
        }
        settings.text("-expect-peer-cert-file").ifPresent(file -> Expectation.same(
                PemSource.certificates(CaseCredentials.read(file)), facts.peerChain(), "peer's chain"));
        settings.base64("-expect-signed-cert-timestamps").ifPresent(expected -> Expectation.that(
                java.util.Arrays.equals(expected, facts.timestamps()), "timestamps"));
        settings.base64("-expect-ocsp-response").ifPresent(response -> {
            List<byte[]> staples = facts.staples();
            Expectation.that(!staples.isEmpty() && java.util.Arrays.equals(response, staples.get(0)), "OCSP response");
        });
    }
}
