/**
 * Where identities and trust anchors come from: PEM text and key stores, as bytes, with the checks that make
 * them fit for use. Knows no clock, no watching and no configuration syntax. PEM: RFC 7468; PKCS #8: RFC 5958;
 * certificates: RFC 5280.
 */
package org.handfast.credential.source;
