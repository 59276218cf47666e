/**
 * Ports for primitives: what the engine needs from a source of cryptography, and nothing about where it comes from.
 *
 * <p>A source offers lists of objects, never answers to names: an AEAD, a group, a scheme is present or it is not.
 * {@code crypto.jca} implements the ports over the Java platform, {@code crypto.bc} over Bouncy Castle where that is
 * present, {@code crypto.selection} chooses one source per primitive and tests it.
 */
package org.handfast.crypto;
