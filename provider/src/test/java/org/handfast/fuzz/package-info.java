/**
 * Fuzz targets. In an ordinary test run each replays its seeds; with {@code JAZZER_FUZZ=1} one of them searches. What
 * may come out of any input is a {@code TlsFailure} that blames somebody, or a list of problems; nothing else, and
 * always soon.
 */
package org.handfast.fuzz;
