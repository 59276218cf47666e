package org.handfast.engine;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.jca.legacy.LegacyCatalog;
import org.handfast.handshake.Established;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Transcript;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.schedule.MainSecret12;
import org.handfast.schedule.WriteKeys12;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.Finished;

/**
 * A handshake with the shape of TLS 1.2's and nothing inside: a hello each, then change_cipher_spec and Finished each,
 * the client first. Every message is a Finished, so that only the engine is under test. Keys come from zeros.
 */
final class Scripted12 {
    static final List<CipherSuite> SUITES = List.of(
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256);

    private final Suite12 suite;
    private final Engines engines;

    Scripted12(Engines engines, CipherSuite suite) {
        this.engines = engines;
        this.suite = suite(suite);
    }

    /** A state that takes a message, or a change_cipher_spec, or neither. */
    private record Step(Function<Link, State> onMessage, Function<Link, State> onChange) implements State {
        @Override
        public State on(Finished message, Link link) {
            return onMessage == null ? State.super.on(message, link) : onMessage.apply(link);
        }

        @Override
        public State onChangeCipherSpec(Link link) {
            return onChange == null ? State.super.onChangeCipherSpec(link) : onChange.apply(link);
        }
    }

    /** A client and a server, not begun. */
    static Pair pair(CipherSuite suite) {
        Scripted12 script = new Scripted12(new Engines(), suite);
        return new Pair(script.client(), script.server());
    }

    static Pair established(CipherSuite suite) {
        Pair pair = pair(suite);
        pair.handshake();
        return pair;
    }

    static Suite12 suite(CipherSuite suite) {
        Catalog catalog = new Catalog(List.of(), Engines.JDK.suites12(), List.of(), List.of());
        return LegacyCatalog.with(catalog, List.of(suite), new Random(7366)::nextBytes).suite12(suite).orElseThrow();
    }

    /** New keys of a suite, always the same. */
    static MainSecret12.KeyBlock keys(Suite12 suite) {
        try (MainSecret12 main = MainSecret12.plain(suite, Secret.zeros(48), new byte[32], new byte[32])) {
            return main.keys(new byte[32], new byte[32]);
        }
    }

    TlsEngine client() {
        State connected = new Step(null, null);
        State waitFinished = new Step(link -> connected(link, connected), null);
        State waitChange = new Step(null, link -> {
            link.readWith(keys().server());
            return waitFinished;
        });
        State waitHello = new Step(link -> {
            link.versionChosen(ProtocolVersion.TLS12);
            send(link);
            change(link, keys().client());
            return waitChange;
        }, null);
        return engines.scripted(Role.CLIENT, link -> {
            send(link);
            return waitHello;
        });
    }

    TlsEngine server() {
        State connected = new Step(null, null);
        State waitFinished = new Step(link -> {
            change(link, keys().server());
            return connected(link, connected);
        }, null);
        State waitChange = new Step(null, link -> {
            link.readWith(keys().client());
            return waitFinished;
        });
        State waitKeyExchange = new Step(link -> waitChange, null);
        return engines.scripted(Role.SERVER, new Step(link -> {
            link.versionChosen(ProtocolVersion.TLS12);
            send(link);
            return waitKeyExchange;
        }, null));
    }

    private static State connected(Link link, State next) {
        link.connected(new Established(HandshakeFacts.NONE, null));
        return next;
    }

    private static void change(Link link, WriteKeys12 keys) {
        link.changeCipherSpec();
        link.writeWith(keys);
        send(link);
    }

    private static void send(Link link) {
        link.send(new Flight(new Transcript()).add(new Finished(Opaque.of(new byte[12]))));
    }

    private MainSecret12.KeyBlock keys() {
        return keys(suite);
    }
}
