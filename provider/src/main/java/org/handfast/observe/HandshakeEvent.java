package org.handfast.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A completed handshake. */
@Name("org.handfast.Handshake")
@Label("TLS Handshake")
@Description("A TLS handshake completed")
@Category({"Handfast", "TLS"})
@StackTrace(false)
final class HandshakeEvent extends Event {
    @Label("Profile")
    String profile;

    @Label("Role")
    String role;

    @Label("Peer")
    String peer;

    @Label("Version")
    String version;

    @Label("Cipher Suite")
    String suite;

    @Label("Group")
    String group;

    @Label("Signature Scheme")
    String scheme;

    @Label("Server Name")
    String serverName;

    @Label("Application Protocol")
    String alpn;

    @Label("Resumed")
    boolean resumed;

    @Label("Early Data")
    @Description("What became of it: ACCEPTED, REPLAYED, NO_SESSION_OFFERED and so on; empty in TLS 1.2")
    String earlyData;

    @Label("Hello Retried")
    boolean helloRetried;

    @Label("Handshake Time")
    @Timespan(Timespan.NANOSECONDS)
    long handshakeTime;
}
