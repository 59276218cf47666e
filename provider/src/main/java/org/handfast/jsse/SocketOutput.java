package org.handfast.jsse;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** Application data for the peer of a TLS socket, in records as it is written. Closing it closes the socket. */
final class SocketOutput extends OutputStream {
    private final HandfastSslSocket socket;

    SocketOutput(HandfastSslSocket socket) {
        this.socket = socket;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (length > 0) {
            socket.pump().write(source, offset, length);
        }
    }

    /** Does nothing: each write has gone out when it returns. */
    @Override
    public void flush() {}

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
