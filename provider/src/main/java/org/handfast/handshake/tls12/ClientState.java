package org.handfast.handshake.tls12;

import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.HelloRequest;
import org.handfast.wire.message.MessageDecoder;

/** The states of a TLS 1.2 client after the ServerHello (RFC 5246 §7.3). */
sealed interface ClientState extends State
        permits ClientWaitCertificate,
                ClientWaitCertificateStatus,
                ClientWaitServerKeyExchange,
                ClientWaitCertificateRequest,
                ClientWaitServerHelloDone,
                ClientWaitNewSessionTicket,
                ClientWaitChangeCipherSpec,
                ClientWaitFinished,
                ClientWaitResumedNewSessionTicket,
                ClientWaitResumedChangeCipherSpec,
                ClientWaitResumedFinished,
                ClientConnected {
    @Override
    default HandshakeMessage decode(HandshakeType type, Opaque body) {
        return MessageDecoder.tls12(type, body);
    }

    /**
     * "This message will be ignored by the client if the client is currently negotiating a session"; it is no part of
     * the hashed messages (RFC 5246 §7.4.1.1). Each costs the server of what it may send in a handshake.
     */
    @Override
    default State on(HelloRequest message, Link link) {
        return this;
    }
}
