package org.handfast.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.Role;

/** A browser that loads a page, which posts: two connections at least, for our server closes each when it answered. */
record ResumingBrowser(Peer peer) implements Resumer {
    /** The first connections may be opened at once, before any has left a session. */
    private static final int EXCHANGES = 3;

    @Override
    public Optional<String> lacks(Way way, Role role) {
        if (role == Role.SERVER) {
            return Optional.of(peer.without());
        }
        if (way == Way.PSK && peer.name().equals("Chromium")) {
            return Optional.of("it resumes when it likes, and not in every run");
        }
        return way == Way.ID && peer.name().equals("Firefox")
                ? Optional.of("it was not seen to resume without a ticket")
                : Optional.empty();
    }

    @Override
    public boolean connectsAsItLikes() {
        return true;
    }

    @Override
    public List<Boolean> connectTwice(Way way, Pki pki, int port) {
        try (Peer.Client client = peer.connect(way.given(), pki, port)) {
            for (int i = 0; i < EXCHANGES; i++) {
                assertThat(client.exchange(way.given().body(0))).as(client.said()).isEqualTo(way.given().body(0));
            }
        }
        return List.of();
    }
}
