/**
 * The ports of {@link org.handfast.crypto} over the Java platform. The only package, with {@code crypto.bc}, that
 * knows {@code javax.crypto}, {@code Signature}, {@code MessageDigest} and {@code SecureRandom}.
 *
 * <p>Providers are resolved when the source is made: the platform's own first, then whatever is registered. What a
 * Java version lacks is absent from the lists.
 */
package org.handfast.crypto.jca;
