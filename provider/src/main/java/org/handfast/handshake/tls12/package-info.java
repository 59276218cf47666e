/**
 * The TLS 1.2 handshake (RFC 5246 §7.3, §7.4), states in the order of the protocol:
 *
 * <pre>
 * client                                        server
 * start.ClientWaitServerHello                   start.ServerWaitClientHello
 * ClientWaitCertificate                         ServerFlight  (steps, with pauses for slow work)
 * ClientWaitCertificateStatus  (if promised)    ServerWaitCertificate        (client certificate asked for)
 * ClientWaitServerKeyExchange                   ServerWaitClientKeyExchange
 * ClientWaitCertificateRequest                  ServerWaitCertificateVerify  (client certificate shown)
 * ClientWaitServerHelloDone  (after a request)  ServerWaitChangeCipherSpec
 * ClientFlight  (steps)                         ServerWaitFinished
 * ClientWaitChangeCipherSpec                    ServerConnected
 * ClientWaitFinished
 * ClientConnected
 * </pre>
 *
 * <p>Ephemeral key exchange; with a suite that brings key transport, which only catalogs of profiles with legacy suites
 * have, there is no ServerKeyExchange, and the server is authenticated by its Finished. Nobody renegotiates. What RFC
 * 5246 calls master secret is the main secret here, as in TLS 1.3.
 */
package org.handfast.handshake.tls12;
