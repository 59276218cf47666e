/**
 * CBC with HMAC and RSA key transport of TLS 1.2, for partners who know nothing else (security rule N-2). Nothing here
 * is in a catalog unless {@link org.handfast.crypto.jca.legacy.LegacyCatalog} puts it there, which is done for profiles
 * that name such a suite with a reason and a last day. That class is the only one others know.
 */
package org.handfast.crypto.jca.legacy;
