/**
 * Code points and their registry names. Open: every value a peer may send is representable.
 *
 * <p>Nothing here knows what a code point is used for.
 */
package org.handfast.iana;
