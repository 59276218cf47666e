package org.handfast.handshake.tls12;

import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Kem;
import org.handfast.crypto.Suite12.KeyExchange;
import org.handfast.failure.Reason;
import org.handfast.handshake.Allowed;
import org.handfast.iana.NamedGroup;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;

/**
 * The groups a TLS 1.2 server can use with this client, best tier first. Neither hybrids nor ML-KEM have a place in a
 * ServerKeyExchange, so none is chosen here.
 *
 * @param curve for ECDHE; empty: none shared
 * @param field for DHE; empty: none shared
 * @param fieldRefused whether the client named finite field groups, and none of them is allowed
 */
record ServerGroups(Optional<Kem> curve, Optional<Kem> field, boolean fieldRefused) {
    /**
     * Chooses one of each kind. A client without supported_groups may not know any curve we like, so none is used
     * then, though the server would be free to choose (RFC 8422 §4). One that names no finite field group takes any
     * (RFC 7919 §4).
     */
    static ServerGroups of(Allowed allowed, ExtensionBlock clientHello) {
        List<NamedGroup> offered = clientHello.get(Extensions.SUPPORTED_GROUPS)
                .map(extension -> extension.groups().<NamedGroup>map(NamedGroup::of))
                .orElse(List.of());
        List<Kem> groups = allowed.groups();
        Optional<Kem> curve = groups.stream()
                .filter(kem -> kem.group().isCurve() && offered.contains(kem.group()))
                .findFirst();
        boolean named = offered.stream().anyMatch(NamedGroup::isFiniteField);
        Optional<Kem> field = groups.stream()
                .filter(kem -> kem.group().isFiniteField() && (!named || offered.contains(kem.group())))
                .findFirst();
        return new ServerGroups(curve, field, named && field.isEmpty());
    }

    /** The group for this key exchange; empty: it is not possible. */
    Optional<Kem> group(KeyExchange keyExchange) {
        return keyExchange == KeyExchange.ECDHE ? curve : field;
    }

    /**
     * Why no suite is left. Where the client named finite field groups and none is acceptable, no DHE suite may be
     * selected, and insufficient_security says so where it offered nothing else (RFC 7919 §4).
     */
    Reason reason(Allowed allowed, boolean onlyFields) {
        if (allowed.policy().hybridRequired()) {
            return Reason.HYBRID_GROUP_REQUIRED;
        }
        return onlyFields && fieldRefused ? Reason.NO_COMMON_FINITE_FIELD_GROUP : Reason.NO_COMMON_GROUP;
    }
}
