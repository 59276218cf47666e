package org.handfast.interop;

/** A tool that answers by itself. */
class EchoServer implements Peer.Server {
    private final Tool tool;
    private final int port;

    EchoServer(Tool tool, int port) {
        this.tool = tool;
        this.port = port;
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final boolean isAlive() {
        return tool.isAlive();
    }

    @Override
    public final String said() {
        return tool.toString();
    }

    @Override
    public final void close() {
        tool.close();
    }
}
