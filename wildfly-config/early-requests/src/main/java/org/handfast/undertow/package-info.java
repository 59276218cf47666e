/**
 * Requests in early data inside WildFly: a filter of Undertow's that lets through what may be done twice (RFC 8470).
 * Knows Undertow, and nothing of TLS.
 */
package org.handfast.undertow;
