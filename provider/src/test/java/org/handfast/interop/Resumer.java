package org.handfast.interop;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.handfast.credential.Role;

/** How another implementation resumes sessions. */
interface Resumer {
    /** Of whom this is. */
    Peer peer();

    /** Why it does not resume so in this role; empty: it does. */
    Optional<String> lacks(Way way, Role role);

    /** As a client: connects to our server twice with a request each; of each connection whether it was resumed. */
    List<Boolean> connectTwice(Way way, Pki pki, int port) throws Exception;

    /** As a server, for two connections. */
    default Listening listen(Way way, Pki pki) {
        throw new UnsupportedOperationException(peer().name());
    }

    /** Whether it may have more connections than it was told to, as browsers do, of which it says nothing. */
    default boolean connectsAsItLikes() {
        return false;
    }

    /** A server. */
    interface Listening extends AutoCloseable {
        Peer.Server server();

        /** What to send. */
        String request();

        /** What comes back, at least. */
        Pattern answer();

        /** After both connections: of each whether it was resumed, from what it answered or has said. */
        List<Boolean> resumed(List<String> answers);

        @Override
        default void close() {
            server().close();
        }
    }

    /** A server that is a tool and that tells in its answer. */
    record Page(Peer.Server server, String request, Pattern answer, String yes) implements Listening {
        static Page of(Tool tool, int port, String answer, String yes) {
            return new Page(new EchoServer(tool, port), "GET / HTTP/1.0\r\n\r\n", Pattern.compile(answer), yes);
        }

        @Override
        public List<Boolean> resumed(List<String> answers) {
            return answers.stream().map(yes::equals).toList();
        }
    }
}
