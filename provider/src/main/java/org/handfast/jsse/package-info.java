/**
 * The face to JSSE: provider, contexts, engines, sockets, sessions, key and trust managers. These classes translate
 * between {@code javax.net.ssl} and the engine; of the protocol they decide nothing.
 */
package org.handfast.jsse;
