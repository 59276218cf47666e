/** Chooses one source per primitive, tests it, and says what it chose. */
package org.handfast.crypto.selection;
