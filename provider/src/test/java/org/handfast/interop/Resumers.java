package org.handfast.interop;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.handfast.credential.Role;

/** How each peer resumes. */
final class Resumers {
    private static final String TICKETS_ONLY = "it gives and takes tickets only";
    private static final String NO_TICKETS = "BCJSSE has no tickets";
    private static final String NO_TICKETS_BY_JSSE = "through JSSE it asks for no tickets and gives none";
    private static final String NOT_13 = "it does not resume TLS 1.3";

    private Resumers() {}

    /** Of this peer; empty: it cannot be asked to, see {@link #without}. */
    static Optional<Resumer> of(Peer peer, Path directory) {
        if (peer instanceof Program program) {
            return Optional.of(new ResumingProgram(program, lacking(peer.name())));
        }
        return Optional.ofNullable(switch (peer.name()) {
            case "OpenSSL" -> new ResumingTools.OfOpenSsl(peer, directory);
            case "BoringSSL" -> new ResumingTools.OfBoringSsl(peer, directory);
            case "GnuTLS" -> new ResumingTools.OfGnuTls(peer, directory);
            case "nginx" -> new ResumingTools.OfNginx(peer, directory);
            case "curl" -> new ResumingTools.OfCurl(peer, directory);
            case "Chromium", "Firefox" -> new ResumingBrowser(peer);
            default -> null;
        });
    }

    private static Map<Role, Map<Way, String>> lacking(String name) {
        return switch (name) {
            case "BCJSSE" -> both(Map.of(Way.TICKET, NO_TICKETS, Way.PSK, NOT_13));
            case "Go" -> both(Map.of(Way.ID, TICKETS_ONLY));
            case "Conscrypt" -> Map.of(
                    Role.CLIENT, Map.of(Way.TICKET, NO_TICKETS_BY_JSSE),
                    Role.SERVER, Map.of(Way.TICKET, NO_TICKETS_BY_JSSE, Way.PSK, NO_TICKETS_BY_JSSE));
            default -> Map.of();
        };
    }

    private static Map<Role, Map<Way, String>> both(Map<Way, String> lacking) {
        return Map.of(Role.CLIENT, lacking, Role.SERVER, lacking);
    }

    /** The part of the section of {@code CONFORMANCE.md}. */
    static String table(List<Peer> peers, Path directory) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder("""
                ### Resumption

                Two connections one after the other, the second of which must be resumed, the first not, as both
                ends see it: our end by what the engine says, the peer by what it prints, answers or reports (browsers
                do not tell; curl: it receives no certificate). ✓: resumed with the peer in both roles. Else the peer
                as client / as server, ✓ or the letter of the reason.

                """);
        text.append("| peer |");
        for (Way way : Way.values()) {
            text.append(' ').append(way.title()).append(" |");
        }
        text.append("\n| --- | --- | --- | --- |\n");
        for (Peer peer : peers) {
            text.append("| ").append(peer.name()).append(" |");
            for (Way way : Way.values()) {
                String cell = Stream.of(Role.CLIENT, Role.SERVER)
                        .map(role -> lacks(peer, directory, way, role)
                                .map(r -> letter(reasons.computeIfAbsent(r, x -> reasons.size()))).orElse("✓"))
                        .distinct()
                        .collect(Collectors.joining(" / "));
                text.append(' ').append(cell).append(" |");
            }
            text.append('\n');
        }
        text.append("\nReasons:\n\n");
        reasons.forEach((reason, at) -> text.append("* ").append(letter(at)).append(": ").append(reason).append('\n'));
        return text.append('\n').toString();
    }

    private static Optional<String> lacks(Peer peer, Path directory, Way way, Role role) {
        return of(peer, directory)
                .map(r -> r.lacks(way, role))
                .orElse(Optional.of("the tool does not say of a connection whether it was resumed"));
    }

    private static String letter(int at) {
        return String.valueOf((char) ('a' + at));
    }
}
