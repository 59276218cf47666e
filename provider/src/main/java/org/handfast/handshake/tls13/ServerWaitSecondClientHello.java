package org.handfast.handshake.tls13;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.handfast.crypto.jca.ConstantTime;
import org.handfast.crypto.Kem;
import org.handfast.crypto.Suite13;
import org.handfast.failure.Reason;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.Cookie;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.message.ClientHello;

/** After a HelloRetryRequest: takes the second ClientHello, which must do as asked and no more (RFC 9846 §4.2.2). */
record ServerWaitSecondClientHello(
        Terms terms, Transcript transcript, ClientHello first, Suite13 suite, Kem kem, Cookie cookie)
        implements ServerState {
    /**
     * What may differ: the share, the cookie, early_data removed, ages and binders of pre_shared_key, padding
     * (RFC 9846 §4.2.2); the payload of encrypted_client_hello, which is made anew (RFC 9849 §6.1.5).
     */
    private static final Set<Integer> MAY_DIFFER = Set.of(
            ExtensionType.KEY_SHARE.code(),
            ExtensionType.COOKIE.code(),
            ExtensionType.EARLY_DATA.code(),
            ExtensionType.PRE_SHARED_KEY.code(),
            ExtensionType.PADDING.code(),
            ExtensionType.ENCRYPTED_CLIENT_HELLO.code());

    @Override
    public State on(ClientHello message, Link link) {
        ChecksOnClientHello.check(message);
        checkSame(message);
        checkCookie(message);
        checkShare(message);
        checkPsks(message);
        Optional<OfferedPsks> psks = OfferedPsks.in(message, terms, transcript, suite.hash(), link.received());
        transcript.add(link.received());
        return new ServerFlight(terms, transcript, message, suite, kem, psks, true).begin(link);
    }

    private void checkSame(ClientHello second) {
        same("legacy_version", first.legacyVersion(), second.legacyVersion());
        same("random", first.random(), second.random());
        same("legacy_session_id", first.legacySessionId(), second.legacySessionId());
        same("cipher_suites", first.cipherSuites().bytes(), second.cipherSuites().bytes());
        same("extensions", fixed(first.extensions()), fixed(second.extensions()));
        if (second.extensions().contains(ExtensionType.PRE_SHARED_KEY)
                && !first.extensions().contains(ExtensionType.PRE_SHARED_KEY)) {
            throw Reason.SECOND_HELLO_CHANGED.with("field", "pre_shared_key");
        }
        if (second.extensions().contains(ExtensionType.EARLY_DATA)) {
            throw Reason.SECOND_HELLO_CHANGED.with("field", "early_data");
        }
    }

    private static void same(String field, Object before, Object now) {
        if (!before.equals(now)) {
            throw Reason.SECOND_HELLO_CHANGED.with("field", field);
        }
    }

    private static Map<Integer, Opaque> fixed(ExtensionBlock extensions) {
        Map<Integer, Opaque> fixed = new HashMap<>();
        for (int i = 0; i < extensions.size(); i++) {
            if (!MAY_DIFFER.contains(extensions.codeAt(i))) {
                fixed.put(extensions.codeAt(i), extensions.bodyAt(i));
            }
        }
        return fixed;
    }

    /** "The client MUST copy the contents of the extension received in the HelloRetryRequest", RFC 9846 §4.3.2. */
    private void checkCookie(ClientHello second) {
        boolean right = second.extensions()
                .get(Extensions.COOKIE)
                .map(echoed -> ConstantTime.equal(
                        cookie.cookie().bytes(), echoed.cookie().bytes()))
                .orElse(false);
        if (!right) {
            throw Reason.BAD_COOKIE.failure();
        }
    }

    /** "a list containing a single KeyShareEntry from the indicated group", RFC 9846 §4.2.2. */
    private void checkShare(ClientHello second) {
        List<KeyShareEntry> shares = ChecksOnClientHello.shares(second);
        if (shares.size() != 1 || !shares.get(0).group().equals(kem.group())) {
            throw Reason.SECOND_HELLO_CHANGED.with(
                    "field", "key_share",
                    "asked", kem.group(),
                    "sent", shares.stream().map(KeyShareEntry::group).toList());
        }
    }

    /** Only "PSKs which are incompatible with the server's indicated cipher suite" may go, RFC 9846 §4.2.2. */
    private void checkPsks(ClientHello second) {
        if (!second.extensions().contains(ExtensionType.PRE_SHARED_KEY)
                && first.extensions().get(Extensions.PRE_SHARED_KEY_CLIENT_HELLO)
                        .filter(offered -> PskChoice.anyFits(offered, terms, suite))
                        .isPresent()) {
            throw Reason.MISSING_EXTENSION.with("extension", ExtensionType.PRE_SHARED_KEY);
        }
    }
}
