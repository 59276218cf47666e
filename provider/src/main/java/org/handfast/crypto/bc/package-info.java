/**
 * Bouncy Castle as a source: curves, where it is several times faster than the Java platform, and ML-KEM, where the
 * platform has none. Its classes are used directly: its provider is neither registered nor looked up.
 *
 * <p>The library is optional. {@link org.handfast.crypto.bc.BouncyCastle} is the only door, and is empty without it.
 */
package org.handfast.crypto.bc;
