package org.handfast.jsse;

/** Our client and our server. */
class EnginePairOursTest extends EnginePairTest {
    EnginePairOursTest() {
        super(Party.HANDFAST, Party.HANDFAST);
    }
}
