/** Other implementations of TLS as peers, both roles: a matrix whose table goes to {@code CONFORMANCE.md}. */
package org.handfast.interop;
