package org.handfast.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/**
 * The server's ports. Where one is taken, all move up together.
 *
 * @param offset added to each of WildFly's usual ports
 */
record Ports(int offset) {
    private static final int HTTP = 8080;
    private static final int HTTPS = 8443;
    private static final int MANAGEMENT = 9990;
    private static final int STEP = 100;
    private static final int TRIES = 50;

    /** The first set of ports of which none is in use. */
    static Ports free() {
        return IntStream.range(0, TRIES).mapToObj(i -> new Ports(i * STEP)).filter(Ports::allFree).findFirst()
                .orElseThrow(() -> new IllegalStateException("No free ports from " + HTTPS + " on"));
    }

    int https() {
        return HTTPS + offset;
    }

    private boolean allFree() {
        return IntStream.of(HTTP, HTTPS, MANAGEMENT).allMatch(port -> isFree(port + offset));
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
