package org.handfast.handshake.tls12;

import org.handfast.handshake.State;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.MessageDecoder;

/** The states of a TLS 1.2 server after the ClientHello (RFC 5246 §7.3). */
sealed interface ServerState extends State
        permits ServerWaitCertificate,
                ServerWaitClientKeyExchange,
                ServerWaitCertificateVerify,
                ServerWaitChangeCipherSpec,
                ServerWaitFinished,
                ServerWaitResumedChangeCipherSpec,
                ServerWaitResumedFinished,
                ServerConnected {
    @Override
    default HandshakeMessage decode(HandshakeType type, Opaque body) {
        return MessageDecoder.tls12(type, body);
    }
}
