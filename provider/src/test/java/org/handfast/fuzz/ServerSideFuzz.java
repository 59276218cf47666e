package org.handfast.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** A server engine against a client whose bytes are tampered with, before, during and after the handshake. */
class ServerSideFuzz {
    @FuzzTest(maxDuration = "1m")
    void clientBytes(byte[] data) {
        Script script = new Script(data);
        int choice = script.u8();
        boolean untouched = script.isDone();
        boolean connected = new Attack(script, Ends.server(choice), Ends.client(choice)).run();
        if (untouched && !connected && (choice & 5) != 4) {
            throw new AssertionError("an honest handshake fails");
        }
    }
}
