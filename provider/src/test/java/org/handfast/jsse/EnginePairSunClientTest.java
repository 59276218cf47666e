package org.handfast.jsse;

/** The JDK's client and our server. */
class EnginePairSunClientTest extends EnginePairTest {
    EnginePairSunClientTest() {
        super(Party.SUN, Party.HANDFAST);
    }
}
