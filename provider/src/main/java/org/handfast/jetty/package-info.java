/**
 * What Jetty asks of a TLS provider before it negotiates HTTP/2 over it: a service for its ALPN. Loaded only where
 * Jetty is; nothing else of Handfast knows this package. On the class path only: a module that provides a service of
 * an absent module cannot start.
 */
package org.handfast.jetty;
