package org.handfast.handshake.tls12;

import org.handfast.handshake.Link;
import org.handfast.handshake.PeerProof;
import org.handfast.handshake.State;

/** The client's change_cipher_spec comes next: its records are protected from there (RFC 5246 §7.1). */
record ServerWaitChangeCipherSpec(Progress progress, ConnectionKeys keys, PeerProof peer) implements ServerState {
    @Override
    public State onChangeCipherSpec(Link link) {
        link.readWith(keys.client());
        return new ServerWaitFinished(progress, keys, peer);
    }
}
