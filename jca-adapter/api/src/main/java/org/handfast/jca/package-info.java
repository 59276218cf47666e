/**
 * What applications compile against: the administered object {@link org.handfast.jca.TlsProfile}, found in JNDI
 * as {@code java:/handfast/profile/<name>}, and the message listener
 * {@link org.handfast.jca.TlsEventListener} of the inbound side. No protocol knowledge, no Jakarta types.
 */
package org.handfast.jca;
