package org.handfast.jsse;

/** Our client and Bouncy Castle's server. */
class EnginePairBouncyServerTest extends EnginePairTest {
    EnginePairBouncyServerTest() {
        super(Party.HANDFAST, Party.BOUNCY);
    }
}
