package org.handfast.handshake.extension;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.handfast.failure.Reason;
import org.handfast.handshake.Terms;
import org.handfast.wire.extension.Alpn;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;

/** application_layer_protocol_negotiation (RFC 7301). */
public final class AlpnRule {
    private AlpnRule() {}

    /** The client's list; empty: not sent. */
    public static Optional<Alpn> offer(Terms client) {
        return client.applicationProtocols().isEmpty()
                ? Optional.empty()
                : Optional.of(Alpn.of(client.applicationProtocols()));
    }

    /** The names in a ClientHello; an empty list where the client sent none. */
    public static List<String> offered(ExtensionBlock clientHello) {
        return clientHello.get(Extensions.ALPN_CLIENT_HELLO).map(Alpn::names).orElse(List.of());
    }

    /**
     * The server's choice by its own list, in its own order; empty: no ALPN.
     *
     * @throws org.handfast.failure.TlsFailure NO_APPLICATION_PROTOCOL: "In the event that the server supports no
     *     protocols that the client advertises, then the server SHALL respond with a fatal
     *     "no_application_protocol" alert", RFC 7301 §3.2
     */
    public static Optional<String> answer(List<String> offered, Terms server) {
        if (offered.isEmpty() || server.applicationProtocols().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(server.applicationProtocols().stream()
                .filter(offered::contains)
                .findFirst()
                .orElseThrow(() -> Reason.NO_APPLICATION_PROTOCOL.with(
                        "offered", offered, "allowed", server.applicationProtocols())));
    }

    /**
     * The server's choice by the application's selector: null refuses, an empty name answers nothing.
     *
     * @throws org.handfast.failure.TlsFailure NO_APPLICATION_PROTOCOL where it refuses or names what was not offered
     */
    public static Optional<String> select(List<String> offered, Function<List<String>, String> selector) {
        String chosen = selector.apply(offered);
        if (chosen == null || !chosen.isEmpty() && !offered.contains(chosen)) {
            throw Reason.NO_APPLICATION_PROTOCOL.with("offered", offered, "selected", chosen);
        }
        return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen);
    }

    /**
     * The server's answer as the client takes it.
     *
     * @throws org.handfast.failure.TlsFailure APPLICATION_PROTOCOL_NOT_OFFERED
     */
    public static Optional<String> accept(ExtensionBlock encryptedExtensions, Terms client) {
        Optional<String> selected =
                encryptedExtensions.get(Extensions.ALPN_SELECTED).map(alpn -> alpn.names().get(0));
        selected.filter(name -> !client.applicationProtocols().contains(name)).ifPresent(name -> {
            throw Reason.APPLICATION_PROTOCOL_NOT_OFFERED.with(
                    "selected", name, "offered", client.applicationProtocols());
        });
        return selected;
    }
}
