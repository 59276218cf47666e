/**
 * What people see of handshakes: JFR events, counters and the last failures. Everything here hangs on
 * {@link org.handfast.engine.TlsObserver}; the protocol does not know it. Text from peers is escaped and cut.
 */
package org.handfast.observe;
