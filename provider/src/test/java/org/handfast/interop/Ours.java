package org.handfast.interop;

import java.io.IOException;
import java.io.OutputStream;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.handfast.credential.HandshakeFacts;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.jsse.NarrowContext;
import org.handfast.policy.Policy;
import org.handfast.testing.Identity;

/** What our two ends have in common. */
final class Ours {
    private Ours() {}

    /** Whether Handfast itself has this group on this Java. */
    static boolean hasGroup(String group) {
        return NarrowContext.standardPolicy().groups().stream().anyMatch(g -> g.toString().equals(group));
    }

    private static String jsseName(ProtocolVersion version) {
        return version.equals(ProtocolVersion.TLS13) ? "TLSv1.3" : "TLSv1.2";
    }

    /** A context that allows what the case says and nothing else. */
    static SSLContext context(InteropCase given, Optional<Identity> identity, Pki pki) {
        return NarrowContext.of(all -> policy(all, given), identity, pki.anchors());
    }

    private static Policy policy(Policy all, InteropCase given) {
        List<ProtocolVersion> versions =
                all.versions().stream().filter(v -> jsseName(v).equals(given.version())).toList();
        return new Policy(all.name(), versions, List.of(given.suite()), all.serverOrder(), List.of(groups(given)),
                false, given.retriesHello() ? List.of() : List.of(given.group()), all.schemes(),
                all.certificateSchemes());
    }

    /** RFC 8422 §5.1: in TLS 1.2 the list also says which curves a certificate may have. */
    private static List<NamedGroup> groups(InteropCase given) {
        List<NamedGroup> groups = new ArrayList<>(List.of(given.group()));
        if (!given.is13()) {
            switch (given.key()) {
                case EC_P256 -> groups.add(NamedGroup.SECP256R1);
                case EC_P384 -> groups.add(NamedGroup.SECP384R1);
                case EC_P521 -> groups.add(NamedGroup.SECP521R1);
                default -> { }
            }
        }
        return groups.stream().distinct().toList();
    }

    /** Sends a message, byte by byte where the case says so. */
    static void write(SSLSocket socket, byte[] message, InteropCase given) throws IOException {
        OutputStream out = socket.getOutputStream();
        int step = given.cutsFinely() ? 1 : message.length;
        for (int at = 0; at < message.length; at += step) {
            out.write(message, at, step);
            out.flush();
        }
    }

    /**
     * What one of our ends knows of its connection.
     *
     * @param facts the engine's own account
     * @param protocol of JSSE
     * @param suite of JSSE
     * @param applicationProtocol empty: none
     * @param peer empty: no certificate
     */
    record Seen(
            HandshakeFacts facts,
            String protocol,
            String suite,
            String applicationProtocol,
            Optional<Principal> peer) {
        static Seen of(SSLSocket socket) {
            SSLSession session = socket.getSession();
            HandshakeFacts facts = (HandshakeFacts) session.getValue("org.handfast.connection");
            return new Seen(facts, session.getProtocol(), session.getCipherSuite(),
                    socket.getApplicationProtocol(), peer(session));
        }

        private static Optional<Principal> peer(SSLSession session) {
            try {
                return Optional.of(session.getPeerPrincipal());
            } catch (SSLPeerUnverifiedException e) {
                return Optional.empty();
            }
        }
    }

    /** All that a failure and its causes say. */
    static String words(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(cause).append('\n');
        }
        return all.toString() + Arrays.stream(failure.getStackTrace()).limit(12).toList();
    }
}
