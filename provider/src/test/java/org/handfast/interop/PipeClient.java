package org.handfast.interop;

import static org.assertj.core.api.Assertions.assertThat;

/** A tool that sends what it is told and prints what it receives. */
class PipeClient implements Peer.Client {
    private final Tool tool;
    private int heard;

    PipeClient(Tool tool) {
        this.tool = tool;
    }

    final Tool tool() {
        return tool;
    }

    @Override
    public final byte[] exchange(byte[] body) {
        tool.say(Http.request(body));
        Http.Message response = tool.await(bytes -> Http.find(bytes, heard));
        heard = response.end();
        return response.body();
    }

    @Override
    public void end() {
        tool.endInput();
        assertThat(tool.awaitEnd()).as("exit status").isZero();
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
