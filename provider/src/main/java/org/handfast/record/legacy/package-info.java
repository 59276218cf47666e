/**
 * Records of CBC suites. Whoever has keys of such a suite, which only profiles that name one bring about, gets here
 * through {@link org.handfast.record.legacy.CbcProtection}.
 */
package org.handfast.record.legacy;
