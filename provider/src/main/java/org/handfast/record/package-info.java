/**
 * Records (RFC 9846 §5): their header, their protection, the reassembly of handshake messages, and the limits on
 * what a peer may send. Knows nothing of states, keys' origin or I/O; works on heap arrays. Nothing here is
 * thread-safe unless it says so: a half of the engine owns each object and its lock.
 */
package org.handfast.record;
