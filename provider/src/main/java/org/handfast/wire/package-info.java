/**
 * Bytes to values and back: the cursor, the builder, and views over received bytes (RFC 9846 §3).
 *
 * <p>{@link org.handfast.wire.Reader} and {@link org.handfast.wire.Writer} are the only classes that index
 * bytes. Nothing here knows what a message means, which state expects it, or how it is protected.
 */
package org.handfast.wire;
