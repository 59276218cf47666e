package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketDataTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource({"HANDFAST, HANDFAST", "HANDFAST, SUN", "SUN, HANDFAST"})
    void dataGoesBothWaysAtOnce(Stack client, Stack server) throws Exception {
        byte[] up = new byte[3_000_000];
        byte[] down = new byte[2_000_000];
        new Random(1).nextBytes(up);
        new Random(2).nextBytes(down);
        try (SocketPair pair = SocketPair.of(client, server)) {
            Future<?> sending = SocketPair.start(() -> {
                pair.client.getOutputStream().write(up);
                return null;
            });
            Future<?> answering = SocketPair.start(() -> {
                pair.server.getOutputStream().write(down);
                return null;
            });
            Future<byte[]> received = SocketPair.start(() -> pair.server.getInputStream().readNBytes(up.length));
            assertThat(pair.client.getInputStream().readNBytes(down.length)).isEqualTo(down);
            assertThat(SocketPair.get(received)).isEqualTo(up);
            SocketPair.get(sending);
            SocketPair.get(answering);
        }
    }

    @ParameterizedTest
    @CsvSource({"HANDFAST, HANDFAST", "HANDFAST, SUN", "SUN, HANDFAST"})
    void endOfDataIsSeen(Stack client, Stack server) throws Exception {
        try (SocketPair pair = SocketPair.of(client, server)) {
            Future<byte[]> all = SocketPair.start(() -> pair.server.getInputStream().readAllBytes());
            pair.client.getOutputStream().write(HELLO);
            pair.client.close();
            assertThat(SocketPair.get(all)).isEqualTo(HELLO);
            assertThat(pair.client.isClosed()).isTrue();
        }
    }

    @Test
    void smallReadsGetEveryByteAndAvailableNeverWaits() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST)) {
            InputStream in = pair.client.getInputStream();
            assertThat(in.available()).isZero();
            assertThat(in.read(new byte[0], 0, 0)).isZero();
            pair.shaken();
            assertThat(in.available()).isZero();
            pair.server.getOutputStream().write(HELLO);
            assertThat(in.read()).isEqualTo('h');
            assertThat(in.available()).isEqualTo(4);
            assertThat(in.skip(2)).isEqualTo(2);
            assertThat(in.markSupported()).isFalse();
            assertThat(in.readNBytes(2)).asString(StandardCharsets.UTF_8).isEqualTo("lo");
            assertThat(in.available()).isZero();
            assertThatThrownBy(() -> in.read(new byte[2], 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void timeoutsLoseNothing() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST).shaken()) {
            InputStream in = pair.client.getInputStream();
            pair.client.setSoTimeout(1);
            assertThatThrownBy(in::read).isExactlyInstanceOf(SocketTimeoutException.class);
            assertThat(pair.client.isClosed()).isFalse();
            pair.server.getOutputStream().write(HELLO);
            pair.client.setSoTimeout(0);
            assertThat(in.readNBytes(5)).isEqualTo(HELLO);
            pair.client.getOutputStream().write(HELLO);
            assertThat(pair.server.getInputStream().readNBytes(5)).isEqualTo(HELLO);
        }
    }

    @Test
    void timeoutsInTheMiddleOfRecordsAndOfTheHandshakeLoseNothing() throws Exception {
        try (SlowLink link = new SlowLink(); SocketPair pair = link.pair()) {
            pair.client.setSoTimeout(1);
            Future<byte[]> served = SocketPair.start(() -> {
                byte[] data = pair.server.getInputStream().readNBytes(HELLO.length);
                pair.server.getOutputStream().write(data);
                return data;
            });
            int timeouts = 0;
            boolean shaken = false;
            while (!shaken) {
                try {
                    pair.client.startHandshake();
                    shaken = true;
                } catch (SocketTimeoutException e) {
                    timeouts++;
                    link.release();
                }
            }
            pair.client.getOutputStream().write(HELLO);
            byte[] echoed = new byte[HELLO.length];
            int count = 0;
            while (count < echoed.length) {
                try {
                    count += pair.client.getInputStream().read(echoed, count, echoed.length - count);
                } catch (SocketTimeoutException e) {
                    timeouts++;
                    link.release();
                }
            }
            assertThat(echoed).isEqualTo(HELLO);
            assertThat(SocketPair.get(served)).isEqualTo(HELLO);
            assertThat(timeouts).isGreaterThan(50);
        }
    }

    @Test
    void oneByteAtATimeIsWrittenAndZeroBytesAreNothing() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.SUN)) {
            OutputStream out = pair.client.getOutputStream();
            out.write(new byte[0]);
            out.flush();
            Future<byte[]> received = SocketPair.start(() -> pair.server.getInputStream().readNBytes(HELLO.length));
            for (byte b : HELLO) {
                out.write(b);
            }
            out.write(HELLO, 2, 0);
            assertThat(SocketPair.get(received)).isEqualTo(HELLO);
            assertThatThrownBy(() -> out.write(HELLO, 3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"HANDFAST, HANDFAST", "HANDFAST, SUN", "SUN, HANDFAST"})
    void halfCloseLeavesTheOtherHalf(Stack client, Stack server) throws Exception {
        try (SocketPair pair = SocketPair.of(client, server)) {
            Future<Integer> answered = SocketPair.start(() -> {
                byte[] all = pair.server.getInputStream().readAllBytes();
                pair.server.getOutputStream().write(all);
                pair.server.shutdownOutput();
                return all.length;
            });
            pair.client.getOutputStream().write(HELLO);
            pair.client.shutdownOutput();
            assertThat(pair.client.isOutputShutdown()).isTrue();
            assertThat(pair.client.isClosed()).isFalse();
            assertThat(pair.client.getInputStream().readAllBytes()).isEqualTo(HELLO);
            assertThat(SocketPair.get(answered)).isEqualTo(HELLO.length);
            if (client == Stack.HANDFAST) {
                assertThatThrownBy(() -> pair.client.getOutputStream()).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void shutdownInputEndsABlockedRead() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.HANDFAST).shaken()) {
            InputStream in = pair.client.getInputStream();
            Future<Integer> reading = SocketPair.start(in::read);
            pair.client.shutdownInput();
            assertThat(SocketPair.get(reading)).isEqualTo(-1);
            assertThat(pair.client.isInputShutdown()).isTrue();
            pair.client.getOutputStream().write(HELLO);
            assertThat(pair.server.getInputStream().readNBytes(5)).isEqualTo(HELLO);
        }
    }

    @Test
    void endWithoutCloseNotifyIsTruncation() throws Exception {
        try (SlowLink link = new SlowLink(); SocketPair pair = link.pair()) {
            link.openWide();
            Future<?> server = SocketPair.start(() -> {
                pair.server.startHandshake();
                pair.server.getOutputStream().write(HELLO);
                return null;
            });
            assertThat(pair.client.getInputStream().readNBytes(5)).isEqualTo(HELLO);
            SocketPair.get(server);
            link.cut();
            assertThatThrownBy(() -> pair.client.getInputStream().read()).isInstanceOf(SSLException.class);
            assertThat(pair.client.isClosed()).isTrue();
            assertThatThrownBy(() -> pair.client.startHandshake()).isInstanceOf(SSLException.class);
        }
    }

    @RepeatedTest(20) // the server's tickets race with the close
    void aClientThatOnlyWritesIsNotReset() throws Exception {
        try (SocketPair pair = SocketPair.of(Stack.HANDFAST, Stack.SUN)) {
            byte[] much = new byte[300_000];
            Future<byte[]> all = SocketPair.start(() -> pair.server.getInputStream().readAllBytes());
            pair.client.getOutputStream().write(much);
            pair.client.close();
            assertThat(SocketPair.get(all)).isEqualTo(much);
        }
    }
}
