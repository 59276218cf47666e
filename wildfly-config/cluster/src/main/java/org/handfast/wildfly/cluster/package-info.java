/**
 * Tickets and replays shared by WildFly's nodes, on the server's own Infinispan: a deployment that joins its two caches
 * with the provider.
 */
package org.handfast.wildfly.cluster;
