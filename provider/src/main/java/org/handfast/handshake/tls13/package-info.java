/**
 * The TLS 1.3 handshake (RFC 9846 §4), states in the order of the protocol:
 *
 * <pre>
 * client                                        server
 * start.ClientWaitServerHello                   start.ServerWaitClientHello
 * ClientWaitSecondServerHello  (after a retry)  ServerWaitSecondClientHello  (after a retry)
 * ClientWaitEncryptedExtensions                 ServerFlight  (steps, with pauses for slow work)
 * ClientWaitCertificateOrRequest                ServerWaitCertificate        (client certificate asked for)
 * ClientWaitCertificate        (after a request) ServerWaitCertificateVerify
 * ClientWaitCertificateVerify                   ServerWaitFinished
 * ClientWaitFinished                            ServerConnected
 * ClientFlight  (steps)
 * ClientConnected
 * </pre>
 */
package org.handfast.handshake.tls13;
