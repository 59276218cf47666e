package org.handfast.jsse;

import java.io.IOException;
import javax.net.ssl.SSLSession;

/** A client and a server that talk to each other, over engines or over sockets. */
interface Joined extends AutoCloseable {
    /** Handshakes and sends these bytes; what the other side got. An end's failure ends only that end. */
    Result exchange(byte[] toServer, byte[] toClient) throws Exception;

    /** The client's end. */
    End client();

    /** The server's end. */
    End server();

    @Override
    void close() throws IOException;

    /** One end, after the handshake. */
    interface End {
        SSLSession session();

        String applicationProtocol();

        /** Begins a handshake again, which in TLS 1.3 changes keys. */
        void renewKeys() throws Exception;

        /** Sends close_notify and goes on to receive. */
        void closeOutput() throws Exception;

        /** Whether close_notify came and no data before it. */
        boolean isAtEnd() throws Exception;
    }

    /**
     * What came of an exchange.
     *
     * @param serverGot bytes the server received
     * @param clientGot bytes the client received
     * @param clientFailure null: none
     * @param serverFailure null: none
     */
    record Result(byte[] serverGot, byte[] clientGot, Throwable clientFailure, Throwable serverFailure) {}
}
