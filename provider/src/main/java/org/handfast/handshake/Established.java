package org.handfast.handshake;

import org.handfast.credential.HandshakeFacts;
import org.handfast.schedule.Exporter;

/**
 * What outlives the handshake.
 *
 * @param facts final facts
 * @param exporter exported keying material
 */
public record Established(HandshakeFacts facts, Exporter exporter) {}
