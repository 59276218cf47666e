/** What the console's pages and its REST resources share: reading the running system, never changing it. */
package org.handfast.console;
