/**
 * The resource adapter: administered objects over named profiles, and events for message-driven beans. Holds
 * names only and no protocol knowledge; profiles live in {@code org.handfast.config.TlsRegistry}.
 */
package org.handfast.jca.adapter;
