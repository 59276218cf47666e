package org.handfast.handshake;

import java.util.Random;
import org.handfast.crypto.Hash;
import org.handfast.crypto.Randomness;
import org.handfast.iana.CipherSuite;
import org.handfast.session.ClientKey;
import org.handfast.session.ClientStore;
import org.handfast.session.LocalReplayRegister;
import org.handfast.session.ServerStore;
import org.handfast.session.SessionCache;
import org.handfast.session.TicketKeys;
import org.handfast.wire.Opaque;

/** The stores of one client and one server at one moment, to resume between them. */
final class Resuming {
    private static final long NOW = 1_790_000_000_000L;
    private static final Hash SHA_256 =
            Peers.CATALOG.suite13(CipherSuite.TLS_AES_128_GCM_SHA256).orElseThrow().hash();

    private final Randomness random = new Random(5077)::nextBytes;
    final TicketKeys keys = new TicketKeys(random, () -> NOW);
    private final ServerStore issued = new ServerStore(keys,
            Peers.CATALOG.suite13(CipherSuite.TLS_AES_256_GCM_SHA384).orElseThrow().aead(), SHA_256, random,
            new SessionCache(() -> NOW, 100, 1 << 20));
    final ClientStore kept = new ClientStore(() -> NOW, 100);

    private Resumption.Settings settings = Resumption.Settings.DEFAULT;

    static final ClientKey HERE = new ClientKey("server.example", 443, Opaque.EMPTY);

    /** From now on both allow early data. */
    Resuming allowEarlyData() {
        settings = new Resumption.Settings(2, 3600, 7200, 7200, 1000);
        issued.replayRegister(LocalReplayRegister.withKeys(() -> NOW, 100));
        return this;
    }

    Peers.Side client(Peers.Side side) {
        side.resumption = Resumption.client(kept, HERE, () -> NOW,
                settings, SHA_256, Opaque.latin1("client"));
        return side;
    }

    Peers.Side server(Peers.Side side) {
        side.resumption = Resumption.server(
                issued, () -> NOW, settings, SHA_256, Opaque.latin1("server"));
        return side;
    }
}
