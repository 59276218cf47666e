/**
 * The console's users inside WildFly: an Elytron realm that makes its first user by itself. Knows Elytron, and
 * nothing of TLS.
 */
package org.handfast.wildfly;
