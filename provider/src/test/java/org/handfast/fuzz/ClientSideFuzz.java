package org.handfast.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** A client engine against a server whose bytes are tampered with, before, during and after the handshake. */
class ClientSideFuzz {
    @FuzzTest(maxDuration = "1m")
    void serverBytes(byte[] data) {
        Script script = new Script(data);
        int choice = script.u8();
        boolean untouched = script.isDone();
        boolean connected = new Attack(script, Ends.client(choice), Ends.server(choice)).run();
        if (untouched && !connected && (choice & 5) != 4) {
            throw new AssertionError("an honest handshake fails");
        }
    }
}
