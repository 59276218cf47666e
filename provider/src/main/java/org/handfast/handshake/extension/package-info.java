/**
 * What each extension does: offer, answer, accept (RFC 9846 §4.3). Codecs are in {@code wire.extension}; the
 * extensions that are the handshake itself (supported_versions, key_share, pre_shared_key, early_data, cookie)
 * are steps of negotiation and flights, not rules.
 */
package org.handfast.handshake.extension;
