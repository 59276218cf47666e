/**
 * One record per extension, its RFC struct above it, {@code read} and {@code write} side by side (RFC 9846 §4.3).
 *
 * <p>{@link org.handfast.wire.extension.ExtensionBlock} indexes a received block once and decodes on demand;
 * {@link org.handfast.wire.extension.Extensions} lists every form and the messages it may appear in. What an
 * extension <em>does</em> is not known here.
 */
package org.handfast.wire.extension;
