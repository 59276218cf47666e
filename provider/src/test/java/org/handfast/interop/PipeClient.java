package org.handfast.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

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
        byte[] line = Arrays.copyOf(body, body.length + 1);
        line[body.length] = '\n'; // some tools send whole lines
        tool.say(Http.request(line));
        Http.Message response = tool.await(bytes -> Http.find(bytes, heard));
        heard = response.end();
        return Arrays.copyOf(response.body(), response.body().length - 1);
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
