package org.handfast.jca;

import java.time.Instant;

/**
 * One failed handshake. Text from the peer is escaped and cut. Immutable.
 *
 * @param time when
 * @param profile whose profile; empty if none
 * @param role {@code CLIENT} or {@code SERVER}: our side
 * @param peer the peer's address as text; may be empty
 * @param serverName host name asked for; may be empty
 * @param reason the failure's constant, such as {@code NO_COMMON_GROUP}
 * @param alert the alert's registry name
 * @param blame who can mend it, such as {@code PEER_INCOMPATIBLE}
 * @param remedy what to do, in words
 * @param droppedBefore events dropped since the last one delivered
 */
public record HandshakeFailed(
        Instant time,
        String profile,
        String role,
        String peer,
        String serverName,
        String reason,
        String alert,
        String blame,
        String remedy,
        long droppedBefore) {}
