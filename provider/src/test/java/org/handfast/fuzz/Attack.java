package org.handfast.fuzz;

import java.util.Arrays;
import org.handfast.testing.OpenCipher;

/** A real conversation whose bytes towards one end are tampered with as a script says. */
final class Attack {
    private static final int MOST_TURNS = 200;

    private final Script script;
    private final End victim;
    private final End peer;

    Attack(Script script, End victim, End peer) {
        this.script = script;
        this.victim = victim;
        this.peer = peer;
    }

    /** Whether both ends were connected when it was over. */
    boolean run() {
        byte[] fromPeer = peer.flush();
        byte[] fromVictim = victim.flush();
        boolean idle = false;
        for (int turn = 0; turn < MOST_TURNS && !idle; turn++) {
            byte[] toVictim = tampered(fromPeer);
            byte[] toPeer = fromVictim;
            fromVictim = End.join(deliver(toVictim), act(victim));
            fromPeer = End.join(peer.take(toPeer), act(peer));
            idle = script.isDone() && fromPeer.length == 0 && fromVictim.length == 0;
        }
        boolean connected = victim.isOpen() && peer.isOpen();
        victim.end();
        peer.end();
        return connected;
    }

    /** In two pieces, cut anywhere. */
    private byte[] deliver(byte[] bytes) {
        int cut = script.below(bytes.length);
        byte[] first = victim.take(Arrays.copyOf(bytes, cut));
        return End.join(first, victim.take(Arrays.copyOfRange(bytes, cut, bytes.length)));
    }

    private byte[] tampered(byte[] flight) {
        switch (script.u8() % 9) {
            case 1, 2:
                byte[] flipped = flight.clone();
                if (flipped.length > 0) {
                    flipped[script.below(flipped.length)] ^= (byte) script.u8();
                }
                return flipped;
            case 3:
                return Arrays.copyOf(flight, script.below(flight.length));
            case 4:
                return End.join(script.bytes(), flight);
            case 5:
                return End.join(flight, flight);
            case 6:
                return End.join(flight, plainRecord());
            case 7:
                return End.join(flight, protectedRecord());
            case 8:
                return End.join(protectedRecord(), flight);
            default:
                return flight;
        }
    }

    /** What an application may do in between. */
    private byte[] act(End end) {
        int wish = script.u8() % 16;
        if (wish == 15) {
            end.engine.closeOutbound();
        } else if (end.isOpen() && wish == 1) {
            return End.join(end.flush(), end.send(script.bytes()));
        } else if (end.isOpen() && wish == 2) {
            end.engine.updateKeys(script.u8() % 2 == 1);
        }
        return end.flush();
    }

    private byte[] plainRecord() {
        int type = script.u8();
        return record(type, script.bytes());
    }

    /** As {@link OpenCipher} seals: content, content type, a tag of zeros. */
    private byte[] protectedRecord() {
        byte type = (byte) (20 + script.u8() % 5);
        byte[] content = script.bytes();
        byte[] fragment = Arrays.copyOf(content, content.length + 1 + OpenCipher.TAG);
        fragment[content.length] = type;
        return record(23, fragment);
    }

    static byte[] record(int type, byte[] fragment) {
        byte[] header = {(byte) type, 3, 3, (byte) (fragment.length >> 8), (byte) fragment.length};
        return End.join(header, fragment);
    }
}
