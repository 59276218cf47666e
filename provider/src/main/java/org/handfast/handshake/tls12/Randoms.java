package org.handfast.handshake.tls12;

import org.handfast.wire.Opaque;

/**
 * Both randoms, which go into keys and signatures (RFC 5246 §7.4.1.2, §7.4.1.3).
 *
 * @param client 32 bytes of ClientHello
 * @param server 32 bytes of ServerHello
 */
record Randoms(Opaque client, Opaque server) {}
