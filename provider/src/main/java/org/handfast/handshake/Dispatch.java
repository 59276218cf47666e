package org.handfast.handshake;

import org.handfast.failure.Reason;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.Certificate12;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.CertificateRequest12;
import org.handfast.wire.message.CertificateRequest;
import org.handfast.wire.message.CertificateStatus;
import org.handfast.wire.message.CertificateVerify;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.ClientKeyExchange;
import org.handfast.wire.message.CompressedCertificate;
import org.handfast.wire.message.EncryptedExtensions;
import org.handfast.wire.message.EndOfEarlyData;
import org.handfast.wire.message.Finished;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.HelloRequest;
import org.handfast.wire.message.KeyUpdate;
import org.handfast.wire.message.NewSessionTicket12;
import org.handfast.wire.message.NewSessionTicket;
import org.handfast.wire.message.ServerHello;
import org.handfast.wire.message.ServerHelloDone;
import org.handfast.wire.message.ServerKeyExchange;

/** Type, decode, {@code state.on}: from a message's bytes to the state that takes it. Stateless. */
public final class Dispatch {
    private static final int HEADER = 4;

    private Dispatch() {}

    /**
     * The state after a message.
     *
     * @param bytes the message, its header of four bytes included
     * @throws org.handfast.failure.TlsFailure for a message that cannot be read, comes at the wrong time or says what
     *     it must not
     */
    public static State deliver(Opaque bytes, State state, Link link) {
        HandshakeType type = HandshakeType.of(bytes.at(0));
        return on(state.decode(type, bytes.slice(HEADER, bytes.length() - HEADER)), state, link);
    }

    static State on(HandshakeMessage message, State state, Link link) {
        if (message instanceof ClientHello m) {
            return state.on(m, link);
        } else if (message instanceof ServerHello m) {
            return state.on(m, link);
        } else if (message instanceof EncryptedExtensions m) {
            return state.on(m, link);
        } else if (message instanceof CertificateRequest m) {
            return state.on(m, link);
        } else if (message instanceof Certificate m) {
            return state.on(m, link);
        } else if (message instanceof CompressedCertificate m) {
            return state.on(m, link);
        } else if (message instanceof CertificateVerify m) {
            return state.on(m, link);
        } else if (message instanceof Finished m) {
            return state.on(m, link);
        } else if (message instanceof EndOfEarlyData m) {
            return state.on(m, link);
        } else if (message instanceof NewSessionTicket m) {
            return state.on(m, link);
        } else if (message instanceof KeyUpdate m) {
            return state.on(m, link);
        }
        return on12(message, state, link);
    }

    private static State on12(HandshakeMessage message, State state, Link link) {
        if (message instanceof Certificate12 m) {
            return state.on(m, link);
        } else if (message instanceof CertificateStatus m) {
            return state.on(m, link);
        } else if (message instanceof ServerKeyExchange m) {
            return state.on(m, link);
        } else if (message instanceof CertificateRequest12 m) {
            return state.on(m, link);
        } else if (message instanceof ServerHelloDone m) {
            return state.on(m, link);
        } else if (message instanceof ClientKeyExchange m) {
            return state.on(m, link);
        } else if (message instanceof NewSessionTicket12 m) {
            return state.on(m, link);
        } else if (message instanceof HelloRequest m) {
            return state.on(m, link);
        }
        throw Reason.UNEXPECTED_MESSAGE.with("message", message.type());
    }
}
