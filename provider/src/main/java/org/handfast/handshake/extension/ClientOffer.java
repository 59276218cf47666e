package org.handfast.handshake.extension;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Kem;
import org.handfast.crypto.KemKey;
import org.handfast.handshake.Terms;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.PskKeyExchangeMode;
import org.handfast.wire.Opaque;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.Cookie;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.KeyShare;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.extension.PskKeyExchangeModes;
import org.handfast.wire.extension.SupportedGroups;
import org.handfast.wire.extension.SupportedVersions;
import org.handfast.wire.message.ClientHello;

/**
 * What a client put on the table, with the keys behind its shares. Immutable but for the keys, which are wiped
 * by {@link #close()}.
 *
 * @param terms our side
 * @param keys one for each share, in the order of the groups
 * @param hello as sent last
 */
public record ClientOffer(Terms terms, List<KemKey> keys, ClientHello hello) {
    private static final int SESSION_ID_LENGTH = 32;

    /**
     * The first ClientHello, with shares for the policy's groups. Its session id is there for middleboxes only:
     * "a client not offering a pre-TLS 1.3 session MUST generate a new 32-byte value", RFC 9846 §4.2.2.
     */
    public static ClientOffer first(Terms terms) {
        List<KemKey> keys = keys(terms);
        Opaque random = Opaque.of(terms.randomness().shown().bytes(ClientHello.RANDOM_LENGTH));
        Opaque sessionId = Opaque.of(terms.randomness().shown().bytes(SESSION_ID_LENGTH));
        return new ClientOffer(terms, keys, hello(terms, random, sessionId, extensions(terms, keys, Optional.empty())));
    }

    /**
     * The second ClientHello: the first with one share for the group asked for, or the same shares where only a
     * cookie was given, and the cookie (RFC 9846 §4.2.2).
     */
    public ClientOffer retried(Optional<Kem> group, Optional<Cookie> cookie) {
        List<KemKey> fresh = keys;
        if (group.isPresent()) {
            close();
            fresh = List.of(group.get().generate(terms.randomness()));
        }
        return new ClientOffer(
                terms,
                fresh,
                hello(terms, hello.random(), hello.legacySessionId(), extensions(terms, fresh, cookie)));
    }

    /** The key behind the share of this group. */
    public Optional<KemKey> key(NamedGroup group) {
        return keys.stream().filter(key -> key.group().equals(group)).findFirst();
    }

    /** The types of all extensions sent, for checks that an answer was asked for. */
    public U16List offered() {
        return hello.extensions().types();
    }

    /** Wipes the keys. Idempotent. */
    public void close() {
        keys.forEach(KemKey::close);
    }

    /** Secret keys stay out of text. */
    @Override
    public String toString() {
        return "ClientOffer[" + hello.extensions() + "]";
    }

    /** The classical half of a hybrid serves as a share of its own: one key generation less (RFC 10024). */
    private static List<KemKey> keys(Terms terms) {
        List<NamedGroup> groups = terms.allowed().groups().stream().map(Kem::group).toList();
        List<Kem> wanted = terms.allowed().keyShares().stream()
                .filter(kem -> groups.contains(kem.group()))
                .sorted(Comparator.comparingInt((Kem kem) -> groups.indexOf(kem.group())))
                .toList();
        List<KemKey> keys = new ArrayList<>(wanted.size());
        for (Kem kem : wanted) {
            keys.add(half(keys, kem.group()).orElseGet(() -> kem.generate(terms.randomness())));
        }
        return List.copyOf(keys);
    }

    private static Optional<KemKey> half(List<KemKey> keys, NamedGroup group) {
        return keys.stream()
                .flatMap(key -> key.classicalHalf().stream())
                .filter(key -> key.group().equals(group))
                .findFirst();
    }

    private static ClientHello hello(Terms terms, Opaque random, Opaque sessionId, ExtensionBlock extensions) {
        U16List suites = U16List.of(
                terms.allowed().suites().stream().mapToInt(s -> s.suite().code()).toArray());
        return new ClientHello(
                ProtocolVersion.TLS12, random, sessionId, suites, Opaque.of(new byte[] {0}), extensions);
    }

    /**
     * In the order common clients use, so that nothing on the way stumbles over ours: the name first, because
     * routers look for it; the large key_share late; pre_shared_key, once there is one, last, as it must be.
     */
    private static ExtensionBlock extensions(Terms terms, List<KemKey> keys, Optional<Cookie> cookie) {
        List<Extension> list = new ArrayList<>();
        ServerNameRule.offer(terms).ifPresent(list::add);
        list.add(new SupportedGroups(U16List.of(
                terms.allowed().groups().stream().mapToInt(k -> k.group().code()).toArray())));
        AlpnRule.offer(terms).ifPresent(list::add);
        list.add(StatusRequestRule.offer());
        list.add(SignatureAlgorithmsRule.offer(terms.allowed()));
        SignatureAlgorithmsRule.offerForCertificates(terms.allowed()).ifPresent(list::add);
        list.add(new SupportedVersions.ClientHello(U16List.of(ProtocolVersion.TLS13.code())));
        cookie.ifPresent(list::add);
        list.add(new PskKeyExchangeModes(Opaque.of(new byte[] {(byte) PskKeyExchangeMode.PSK_DHE_KE.code()})));
        list.add(new KeyShare.ClientHello(keys.stream()
                .map(key -> new KeyShareEntry(key.group(), Opaque.of(key.share().clone())))
                .toList()));
        return ExtensionBlock.of(list);
    }
}
