package org.handfast.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.ServerHello;

/** Hellos: decoded, written again, and negotiated with by an engine. */
class HelloFuzz {
    @FuzzTest(maxDuration = "1m")
    void hellos(byte[] data) {
        Script script = new Script(data);
        int choice = script.u8();
        boolean toServer = script.u8() % 2 == 0;
        HandshakeType type = toServer ? HandshakeType.CLIENT_HELLO : HandshakeType.SERVER_HELLO;
        byte[] body = script.rest();
        Decoded.message(type, body).ifPresent(HelloFuzz::look);
        End end = toServer ? Ends.server(choice) : Ends.client(choice);
        end.flush();
        byte[] header = {(byte) type.code(), (byte) (body.length >> 16), (byte) (body.length >> 8), (byte) body.length};
        byte[] message = End.join(header, body);
        for (int at = 0; at < message.length; at += 1 << 14) {
            int length = Math.min(1 << 14, message.length - at);
            end.take(Attack.record(22, java.util.Arrays.copyOfRange(message, at, at + length)));
        }
        end.end();
    }

    private static void look(HandshakeMessage hello) {
        if (hello instanceof ClientHello client) {
            Decoded.extensions(client.extensions());
        } else if (hello instanceof ServerHello server) {
            Decoded.extensions(server.extensions());
        }
    }
}
