package org.handfast.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A failed handshake or connection. */
@Name("org.handfast.HandshakeFailure")
@Label("TLS Handshake Failure")
@Description("A TLS handshake or connection failed")
@Category({"Handfast", "TLS"})
@StackTrace(false)
final class HandshakeFailureEvent extends Event {
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

    @Label("Server Name")
    String serverName;

    @Label("Reason")
    String reason;

    @Label("Alert")
    String alert;

    @Label("Blame")
    String blame;

    @Label("Details")
    String details;

    @Label("Handshake Time")
    @Timespan(Timespan.NANOSECONDS)
    long handshakeTime;
}
