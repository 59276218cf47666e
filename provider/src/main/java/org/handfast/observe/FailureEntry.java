package org.handfast.observe;

import java.time.Instant;
import java.util.Map;
import org.handfast.credential.Role;
import org.handfast.failure.Blame;
import org.handfast.failure.Reason;
import org.handfast.iana.AlertDescription;

/**
 * A failed handshake or connection for people. Immutable; peer text is escaped and cut, secrets never appear.
 *
 * @param time when it was noted
 * @param profile the profile, or empty
 * @param role our side
 * @param peer the peer's address, or empty
 * @param serverName the name asked for, or empty
 * @param reason why
 * @param alert the alert sent; for PEER_ALERT see the facts
 * @param blame who can mend it
 * @param remedy what happened and what to do, for people
 * @param facts what was seen
 */
public record FailureEntry(
        Instant time,
        String profile,
        Role role,
        String peer,
        String serverName,
        Reason reason,
        AlertDescription alert,
        Blame blame,
        String remedy,
        Map<String, String> facts) {}
