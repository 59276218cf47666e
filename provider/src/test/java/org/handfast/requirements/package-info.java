/** What the RFCs demand, row by row, and what in the code and in the tests holds each demand. */
package org.handfast.requirements;
