/** What the tests of several packages share: keys and certificates made on the spot, never committed. */
package org.handfast.testing;
