/** What is deployed into servers under test: the part of an application that uses Handfast. */
package org.handfast.it.probe;
