package org.handfast.handshake.tls13;

import org.handfast.handshake.State;

/** The states of a TLS 1.3 server after the first ClientHello (RFC 9846 appendix A.2). */
sealed interface ServerState extends State
        permits ServerWaitSecondClientHello,
                ServerWaitCertificate,
                ServerWaitCertificateVerify,
                ServerWaitEndOfEarlyData,
                ServerWaitFinished,
                ServerConnected {}
