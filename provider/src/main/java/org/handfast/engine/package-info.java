/**
 * One connection: the small public API, its two halves, and the wiring between records and states. {@code ReadHalf}
 * and {@code WriteHalf} share nothing mutable and each has its lock; the states run under the lock of the reading side.
 * Lock order: reading, then writing. No lock is held while {@code Work} or an observer runs. Knows no sockets, threads
 * or clocks of its own (RFC 9846 §5, §6, §4.7.3).
 */
package org.handfast.engine;
