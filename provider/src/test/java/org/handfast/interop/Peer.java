package org.handfast.interop;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Another implementation of TLS. */
interface Peer {
    /** A reason of several. */
    String OLDER_THAN_ML_KEM = "this version has no ML-KEM";

    /** A reason of several. */
    String LACKS = "not implemented or not offered there";

    /** A reason of several. */
    String BROWSERS_OFFER = "a browser always offers h2 and http/1.1";

    /** A reason of several. */
    String ONLY_ANSWERS = "it cannot be asked for a KeyUpdate; it answers ours";

    /** As the table says it. */
    String name();

    /** The version that is here. */
    String version();

    /** The first of several ways to say what has to be installed; empty: it is here. */
    Optional<String> missing();

    /** What it can do as a client; empty: nothing, see {@link #without}. */
    Optional<Abilities> client();

    /** What it can do as a server; empty: nothing, see {@link #without}. */
    Optional<Abilities> server();

    /** Why it lacks a role; empty where it has both. */
    default String without() {
        return "";
    }

    /** The cases of an ordinary run. */
    default List<InteropCase> choose(Cover cover) {
        return cover.pairwise();
    }

    /** The cases of the longer run. */
    default List<InteropCase> chooseMore(Cover cover) {
        return cover.triplewise();
    }

    /** How many requests a client of the peer sends in such a case. */
    default int rounds(InteropCase given) {
        return given.weUpdateKeys() || given.peerUpdatesKeys() ? 2 : 1;
    }

    /** Starts a client. */
    default Client connect(InteropCase given, Pki pki, int port) {
        throw new UnsupportedOperationException(name());
    }

    /** Starts a server. */
    default Server listen(InteropCase given, Pki pki) {
        throw new UnsupportedOperationException(name());
    }

    /** One end of a connection. */
    interface End extends AutoCloseable {
        /** Changes keys and asks the other end to do so too. */
        default void updateKeys() {
            throw new UnsupportedOperationException();
        }

        /** What it has said, for failures. */
        String said();

        @Override
        void close();
    }

    /** A client with one connection. */
    interface Client extends End {
        /** Sends a request; the body of the response. */
        byte[] exchange(byte[] body);

        /** After the server has closed: asserts that the client is content. */
        void end();
    }

    /** A server that answers a request with its body. */
    interface Server extends End {
        /** Where to connect, on 127.0.0.1; it may not listen yet. */
        int port();

        /** What this server takes for a request with this body. */
        default byte[] request(byte[] body) {
            return Http.request(body);
        }

        /** Reads the answer to such a request: its body. */
        default byte[] answer(InputStream in) throws IOException {
            Http.Message message = Http.read(in);
            if (message == null) {
                throw new EOFException("closed instead of an answer");
            }
            return message.body();
        }

        /** How many requests to send in such a case; keys change before the last. */
        default int rounds(InteropCase given) {
            return given.weUpdateKeys() || given.peerUpdatesKeys() ? 2 : 1;
        }

        /** Whether to go on trying to connect. */
        boolean isAlive();

        /** After the client has closed: asserts that the server is content. */
        default void end() {}
    }
}
