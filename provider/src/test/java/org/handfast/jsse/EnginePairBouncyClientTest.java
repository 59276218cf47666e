package org.handfast.jsse;

/** Bouncy Castle's client and our server. */
class EnginePairBouncyClientTest extends EnginePairTest {
    EnginePairBouncyClientTest() {
        super(Party.BOUNCY, Party.HANDFAST);
    }
}
