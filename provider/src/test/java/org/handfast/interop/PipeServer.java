package org.handfast.interop;

/** A tool that prints what it receives and sends what it is told: a request comes back as the response. */
class PipeServer implements Peer.Server {
    private final Tool tool;
    private final int port;

    PipeServer(Tool tool, int port) {
        this.tool = tool;
        this.port = port;
        Threads.start(this::answer);
    }

    private Void answer() {
        int[] heard = {0};
        while (tool.isAlive()) {
            Http.Message request = tool.await(bytes -> Http.find(cleaned(bytes), heard[0]));
            heard[0] = request.end();
            tool.say(Http.response(request.body()));
        }
        return null;
    }

    /** Without what the tool says itself in the middle of data. */
    byte[] cleaned(byte[] output) {
        return output;
    }

    final Tool tool() {
        return tool;
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
