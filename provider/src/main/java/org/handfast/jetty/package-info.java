/**
 * What Jetty asks of a TLS provider before it negotiates HTTP/2 over it: a service for its ALPN. Loaded only where
 * Jetty is; nothing else of Handfast knows this package.
 */
package org.handfast.jetty;
