/** Tests against running WildFlys, by the scenario that they show. */
package org.handfast.it;
