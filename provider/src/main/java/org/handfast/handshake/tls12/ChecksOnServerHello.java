package org.handfast.handshake.tls12;

import java.util.Optional;
import org.handfast.crypto.Suite12;
import org.handfast.failure.Reason;
import org.handfast.handshake.Allowed;
import org.handfast.handshake.extension.ClientOffer;
import org.handfast.handshake.extension.EcPointFormatsRule;
import org.handfast.handshake.extension.OfferedSession;
import org.handfast.iana.ExtensionType;
import org.handfast.session.Session;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.MessageKind;
import org.handfast.wire.message.ServerHello;

/** What the ServerHello of TLS 1.2 must satisfy (RFC 5246 §7.4.1.3, §7.4.1.4). */
final class ChecksOnServerHello {
    private ChecksOnServerHello() {}

    /**
     * All checks.
     *
     * @return the suite selected, with encrypt_then_mac if that was agreed
     */
    static Suite12 check(ClientOffer offer, ServerHello message) {
        ExtensionBlock extensions = message.extensions();
        Extensions.checkSolicited(extensions, offer.offered());
        Extensions.checkPlacement(extensions, MessageKind.SERVER_HELLO_12);
        Optional<OfferedSession> resumed = resumed(offer, message);
        checkSessionId(offer, message);
        if (message.legacyCompressionMethod() != 0) {
            // the null method is all we offer, RFC 5246 §7.4.1.3
            throw Reason.BAD_COMPRESSION_METHOD.with("method", message.legacyCompressionMethod());
        }
        checkRenegotiation(extensions);
        checkExtendedMainSecret(extensions, offer.terms().allowed());
        EcPointFormatsRule.accept(extensions);
        extensions.get(Extensions.SIGNED_CERTIFICATE_TIMESTAMP);
        Suite12 suite = offer.terms().allowed().suite12(message.cipherSuite())
                .orElseThrow(() -> Reason.SUITE_NOT_OFFERED.with(
                        "suite", message.cipherSuite(), "offered", offer.terms().allowed().policy().suites()));
        resumed.ifPresent(offered -> checkResumed(offered.session(), message));
        return extensions.get(Extensions.ENCRYPT_THEN_MAC).isPresent() ? encryptThenMac(suite) : suite;
    }

    /** With any other suite a server "MUST NOT send an encrypt-then-MAC response extension", RFC 7366 §3. */
    private static Suite12 encryptThenMac(Suite12 suite) {
        if (!suite.hasCbc()) {
            throw Reason.ILLEGAL_VALUE.with("extension", ExtensionType.ENCRYPT_THEN_MAC, "suite", suite.suite());
        }
        return suite.encryptThenMac();
    }

    /**
     * The session we offered, where the server sends back the id that came with it (RFC 5246 §7.4.1.3, RFC 5077
     * §3.4); empty: a new one.
     */
    static Optional<OfferedSession> resumed(ClientOffer offer, ServerHello message) {
        return offer.session().filter(session -> isEchoed(offer, message));
    }

    private static boolean isEchoed(ClientOffer offer, ServerHello message) {
        Opaque sent = offer.hello().legacySessionId();
        return sent.length() > 0 && sent.equals(message.legacySessionIdEcho());
    }

    /**
     * Without a session the id we sent, if any, names none: only a server that mistakes it for one would send it back
     * (RFC 5246 §7.4.1.3).
     */
    private static void checkSessionId(ClientOffer offer, ServerHello message) {
        if (isEchoed(offer, message) && offer.session().isEmpty()) {
            throw Reason.SESSION_NOT_OFFERED.failure();
        }
    }

    /**
     * A resumed session keeps its suite (RFC 5246 §7.4.1.3) and whether its secret is extended: "If the original
     * session did not use the extension but the new ServerHello does contain it, the client MUST abort"; the other way
     * round, too (RFC 7627 §5.3).
     */
    private static void checkResumed(Session session, ServerHello message) {
        if (!session.suite().equals(message.cipherSuite())) {
            throw Reason.SESSION_CHANGED.with("was", session.suite(), "is", message.cipherSuite());
        }
        boolean extended = message.extensions().contains(ExtensionType.EXTENDED_MAIN_SECRET);
        if (session.extendedMainSecret() != extended) {
            throw Reason.EXTENDED_MAIN_SECRET_CHANGED.with("was", session.extendedMainSecret(), "is", extended);
        }
    }

    /**
     * "the client MUST then verify that the length of the "renegotiated_connection" field is zero, and if it is not,
     * MUST abort the handshake (by sending a fatal handshake_failure alert)", RFC 5746 §3.4. A server without the
     * extension is taken: nobody can make this client renegotiate, and the extended main secret binds what follows.
     */
    private static void checkRenegotiation(ExtensionBlock extensions) {
        extensions.get(Extensions.RENEGOTIATION_INFO).ifPresent(info -> {
            if (info.renegotiatedConnection().length() > 0) {
                throw Reason.RENEGOTIATION_INFO_NOT_EMPTY.with("length", info.renegotiatedConnection().length());
            }
        });
    }

    /** A client that needs the extension "MUST abort" without it, by handshake_failure (RFC 7627 §5.2). */
    private static void checkExtendedMainSecret(ExtensionBlock extensions, Allowed allowed) {
        extensions.get(Extensions.EXTENDED_MAIN_SECRET);
        boolean extended = extensions.contains(ExtensionType.EXTENDED_MAIN_SECRET);
        if (!extended && allowed.policy().rules().extendedMainSecretRequired()) {
            throw Reason.EXTENDED_MAIN_SECRET_MISSING.failure();
        }
    }
}
