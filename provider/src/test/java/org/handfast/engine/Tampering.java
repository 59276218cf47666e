package org.handfast.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.handfast.credential.ClientAuthentication;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ProtocolVersion;

/**
 * What became of a handshake with client authentication in which one record was changed on its way.
 *
 * @param established both ends are, and data still goes both ways
 * @param happened whether there was such a record
 */
record Tampering(Pair pair, boolean established, boolean happened) {
    /** Runs a handshake in which the place-th record is replaced by what {@code tamper} makes of it. */
    static Tampering shake(ProtocolVersion version, int place, UnaryOperator<byte[]> tamper) {
        Engines server = Engines.of(version);
        server.clientAuthentication = ClientAuthentication.NEED;
        Pair pair = new Pair(Engines.of(version), server, ByteBuffer::allocate);
        pair.client.engine.begin();
        pair.server.engine.begin();
        int sent = 0;
        try {
            for (int turn = 0; turn < 60; turn++) {
                Pair.Side side = turn % 2 == 0 ? pair.client : pair.server;
                int before = side.wire.length;
                pair.step(side, side == pair.client ? pair.server : pair.client);
                if (side.wire.length > before && sent++ == place) {
                    byte[] record = Arrays.copyOfRange(side.wire, before, side.wire.length);
                    side.wire = join(Arrays.copyOf(side.wire, before), tamper.apply(record));
                }
            }
            boolean both = pair.client.engine.established() && pair.server.engine.established();
            boolean open = both && pair.transfer(pair.client, pair.server, new byte[9]).length == 9
                    && pair.transfer(pair.server, pair.client, new byte[9]).length == 9;
            return new Tampering(pair, open, sent > place);
        } catch (TlsFailure refused) {
            return new Tampering(pair, false, sent > place);
        }
    }

    static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
