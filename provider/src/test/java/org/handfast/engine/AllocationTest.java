package org.handfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.handfast.credential.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The budget of bytes a record may cost, platform included: what one thread allocates, counted by the JVM. */
class AllocationTest {
    private static final int BUDGET = 1280;
    private static final int RECORDS = 2000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Engines> versions() {
        return Stream.of(new Engines(), Engines.tls12());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void sendingAndReceivingStayWithinTheBudget(Engines both) {
        Pair pair = Pair.established(both, both);
        ByteBuffer data = ByteBuffer.wrap(new byte[1400]);
        ByteBuffer wire = ByteBuffer.allocate(TlsEngine.PACKET_SIZE);
        ByteBuffer target = ByteBuffer.allocate(TlsEngine.APPLICATION_SIZE + 1);
        ByteBuffer[] sources = {data};
        ByteBuffer[] targets = {target};
        TlsEngine from = pair.client.engine;
        TlsEngine to = pair.server.engine;
        long sent = 0;
        long received = 0;
        for (int i = -RECORDS; i < RECORDS; i++) {
            long before = allocated();
            from.send(sources, 0, 1, wire.clear());
            long between = allocated();
            to.receive(wire.flip(), targets, 0, 1);
            long after = allocated();
            sent += i < 0 ? 0 : between - before;
            received += i < 0 ? 0 : after - between;
            data.clear();
            assertThat(target.position()).isEqualTo(1400);
            target.clear();
        }
        assertThat(sent / RECORDS).as("bytes per record sent").isLessThanOrEqualTo(BUDGET);
        assertThat(received / RECORDS).as("bytes per record received").isLessThanOrEqualTo(BUDGET);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void directBuffersAndShortTargetsBorrowTheirScratch(Engines both) {
        Pair pair = new Pair(both, both, ByteBuffer::allocateDirect);
        pair.handshake();
        ByteBuffer data = ByteBuffer.allocateDirect(TlsEngine.APPLICATION_SIZE);
        ByteBuffer wire = ByteBuffer.allocateDirect(TlsEngine.PACKET_SIZE);
        ByteBuffer[] sources = {data};
        ByteBuffer[] targets = {ByteBuffer.allocate(10), ByteBuffer.allocateDirect(TlsEngine.APPLICATION_SIZE - 10)};
        long before = 0;
        for (int i = -200; i < 200; i++) {
            before = i == 0 ? allocated() : before;
            pair.client.engine.send(sources, 0, 1, wire.clear());
            pair.server.engine.receive(wire.flip(), targets, 0, 2);
            data.clear();
            targets[0].clear();
            targets[1].clear();
        }
        assertThat((allocated() - before) / 200).as("both ends").isLessThanOrEqualTo(2 * BUDGET);
    }

    @Test
    void anIdleConnectionIsSmall() {
        Engines both = new Engines();
        TlsContext context = both.context();
        EngineOptions options = both.options(Role.SERVER);
        for (int i = 0; i < 20_000; i++) {
            TlsEngine.create(context, options);
        }
        long before = allocated();
        TlsEngine[] kept = new TlsEngine[100];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = TlsEngine.create(context, options);
        }
        assertThat((allocated() - before) / kept.length).as("bytes per engine").isLessThanOrEqualTo(2048);
        assertThat(kept[99].handshaking()).isFalse();
    }

    private long allocated() {
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
