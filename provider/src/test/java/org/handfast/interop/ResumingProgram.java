package org.handfast.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.handfast.credential.Role;

/**
 * A program of ours that keeps its sessions.
 *
 * @param peer itself
 * @param lacking what it cannot, by role
 */
record ResumingProgram(Program peer, Map<Role, Map<Way, String>> lacking) implements Resumer {
    private static final String BODY = "0123456789";

    @Override
    public Optional<String> lacks(Way way, Role role) {
        return Optional.ofNullable(lacking.getOrDefault(role, Map.of()).get(way));
    }

    @Override
    public List<Boolean> connectTwice(Way way, Pki pki, int port) {
        for (String sessions : List.of("new", "kept")) {
            Map<String, String> more = Map.of("sessions", sessions, "way", way.name());
            try (Peer.Client client = peer.connect(way.given(), pki, port, more)) {
                assertThat(new String(client.exchange(BODY.getBytes(StandardCharsets.US_ASCII)),
                        StandardCharsets.US_ASCII)).isEqualTo(BODY);
                client.end();
            }
        }
        return peer.resumed();
    }

    @Override
    public Listening listen(Way way, Pki pki) {
        return new Twice(peer, peer.listen(way.given(), pki, Map.of("connections", "2", "way", way.name())));
    }

    private record Twice(Program peer, Peer.Server server) implements Listening {
        @Override
        public String request() {
            return new String(Http.request(BODY.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.US_ASCII);
        }

        @Override
        public Pattern answer() {
            return Pattern.compile("200 OK[\\s\\S]*(" + BODY + ")");
        }

        @Override
        public List<Boolean> resumed(List<String> answers) {
            server.end();
            return peer.resumed();
        }
    }
}
