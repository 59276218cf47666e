/**
 * The TLS 1.2 handshake (RFC 5246 §7.3, §7.4), states in the order of the protocol:
 *
 * <pre>
 * client                                        server
 * start.ClientWaitServerHello                   start.ServerWaitClientHello
 * ClientWaitCertificate                         ServerFlight  (steps, with pauses for slow work)
 * ClientWaitKeyExchange                         ServerWaitCertificate        (client certificate asked for)
 * ClientWaitServerHelloDone                     ServerWaitClientKeyExchange
 * ClientFlight  (steps)                         ServerWaitCertificateVerify  (client certificate shown)
 * ClientWaitChangeCipherSpec                    ServerWaitChangeCipherSpec
 * ClientWaitFinished                            ServerWaitFinished
 * ClientConnected                               ServerConnected
 * </pre>
 *
 * <p>Only ephemeral key exchange, and only AEAD suites. Nobody renegotiates. What RFC 5246 calls master secret is the
 * main secret here, as in TLS 1.3.
 */
package org.handfast.handshake.tls12;
