/**
 * What is kept of a connection so that a later one can resume it: sessions, the scope they are bound to, the server's
 * ticket keys and cache, the client's store. Nothing here judges a handshake; nothing here is static.
 */
package org.handfast.session;
