/**
 * The handshake: states, flights, negotiation (RFC 9846 §4). A state is an immutable record of what has been
 * learned so far; a message turns it into the next. {@link org.handfast.handshake.Link} is the only way out.
 *
 * <p>It knows neither records nor sockets nor buffers. What both roles share is here and in {@code extension};
 * the states of a version are in its package; {@code start} is where they fork.
 */
package org.handfast.handshake;
