/** What the pages show. The pages escape: nothing here is markup. */
package org.handfast.console.page;
