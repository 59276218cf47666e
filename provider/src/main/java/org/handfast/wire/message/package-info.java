/**
 * One record per handshake message, its RFC struct above it, {@code read} and {@code write} side by side
 * (RFC 9846 §4).
 *
 * <p>{@link org.handfast.wire.message.MessageDecoder} chooses the record by handshake type. Which message may
 * come when, and which extensions it may carry, is decided by the states.
 */
package org.handfast.wire.message;
