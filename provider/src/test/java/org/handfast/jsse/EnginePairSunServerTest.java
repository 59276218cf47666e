package org.handfast.jsse;

/** Our client and the JDK's server. */
class EnginePairSunServerTest extends EnginePairTest {
    EnginePairSunServerTest() {
        super(Party.HANDFAST, Party.SUN);
    }

    /** Java 17 says bad_certificate. */
    @Override
    String missingCertificateAlert() {
        return "certificate_required|bad_certificate";
    }
}
