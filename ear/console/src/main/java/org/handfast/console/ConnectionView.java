package org.handfast.console;

import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.handfast.credential.HandshakeFacts;

/**
 * The connection that asks. Text from the peer is not escaped here: whoever prints it does that. Immutable.
 *
 * @param engine {@code Handfast}, or {@code other} where another provider made the connection
 * @param protocol JSSE name, such as {@code TLSv1.3}
 * @param cipherSuite registry name
 * @param namedGroup registry name; null if unknown
 * @param signatureScheme scheme of the server's CertificateVerify; null if resumed or unknown
 * @param applicationProtocol ALPN result; null if none
 * @param resumed whether a session was resumed
 * @param serverName host name the client asked for; null if none
 * @param profile profile that decided; null if none
 */
public record ConnectionView(
        String engine,
        String protocol,
        String cipherSuite,
        String namedGroup,
        String signatureScheme,
        String applicationProtocol,
        boolean resumed,
        String serverName,
        String profile) {
    private static final String FACTS = "org.handfast.connection";
    private static final String PROFILE = "org.handfast.profile";

    /** What the session tells. */
    public static ConnectionView of(SSLSession session) {
        if (!(session.getValue(FACTS) instanceof HandshakeFacts facts)) {
            return new ConnectionView(
                    "other", session.getProtocol(), session.getCipherSuite(), null, null, null, false, null, null);
        }
        return new ConnectionView(
                "Handfast",
                session.getProtocol(),
                session.getCipherSuite(),
                text(facts.group()),
                text(facts.localScheme()),
                facts.applicationProtocol().orElse(null),
                facts.resumed(),
                facts.serverName().orElse(null),
                (String) session.getValue(PROFILE));
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}
