/**
 * The shim through which BoringSSL's test runner (BoGo) drives Handfast: it connects to the runner, plays client or
 * server as the command line says and reports by exit status and standard error. One run is one object; nothing is
 * static, so that many runs can share one warm JVM. {@code provider/CONFORMANCE.md} says how to run it.
 */
package org.handfast.bogo;
