package org.handfast.jsse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Application data of a TLS socket. Closing it closes the socket. */
final class SocketInput extends InputStream {
    private static final int SKIP_BUFFER = 8192;

    private final HandfastSslSocket socket;

    SocketInput(HandfastSslSocket socket) {
        this.socket = socket;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        return length == 0 ? 0 : socket.pump().read(target, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] discarded = new byte[(int) Math.max(1, Math.min(count, SKIP_BUFFER))];
        long left = count;
        while (left > 0) {
            int read = read(discarded, 0, (int) Math.min(left, discarded.length));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return Math.max(count, 0) - Math.max(left, 0);
    }

    /** Decrypted bytes at hand, 0 before the handshake; never waits. */
    @Override
    public int available() throws IOException {
        return socket.availableBytes();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
