package org.handfast.handshake.tls13;

import org.handfast.handshake.State;

/** The states of a TLS 1.3 client after the first ServerHello (RFC 9846 appendix A.1). */
sealed interface ClientState extends State
        permits ClientWaitSecondServerHello,
                ClientWaitEncryptedExtensions,
                ClientWaitCertificateOrRequest,
                ClientWaitCertificate,
                ClientWaitCertificateVerify,
                ClientWaitFinished,
                ClientConnected {}
