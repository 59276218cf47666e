/** REST under {@code /handfast/api/v1}: reads only; errors are RFC 9457 problem documents. */
package org.handfast.console.rest;
