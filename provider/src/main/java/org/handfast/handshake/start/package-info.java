/**
 * The beginning both versions share: hellos and the choice of version (RFC 9846 §4.2, §4.3.1). After the choice
 * no code asks which version it is.
 */
package org.handfast.handshake.start;
