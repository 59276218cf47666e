package org.handfast.crypto;

import org.handfast.iana.CipherSuite;

/**
 * A TLS 1.3 cipher suite bound to its primitives (RFC 9846 appendix B.4).
 *
 * @param suite the code point
 * @param aead record protection
 * @param hash transcript and key schedule
 */
public record Suite13(CipherSuite suite, Aead aead, Hash hash) {}
