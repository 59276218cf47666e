package org.handfast.handshake.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.handfast.crypto.KemKey;
import org.handfast.crypto.Suite12;
import org.handfast.handshake.Allowed;
import org.handfast.handshake.Terms;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.PskKeyExchangeMode;
import org.handfast.wire.Opaque;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.Cookie;
import org.handfast.wire.extension.EcPointFormats;
import org.handfast.wire.extension.EncryptThenMac;
import org.handfast.wire.extension.ExtendedMainSecret;
import org.handfast.wire.extension.Extension;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.KeyShare;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.extension.PskKeyExchangeModes;
import org.handfast.wire.extension.RenegotiationInfo;
import org.handfast.wire.extension.SignatureAlgorithms;
import org.handfast.wire.extension.SupportedGroups;
import org.handfast.wire.extension.SupportedVersions;

/**
 * The extensions of a ClientHello: those of each version only where that version is offered.
 *
 * @param terms our side
 * @param grease reserved values to strew in
 * @param keys behind the shares
 * @param session of TLS 1.2 that is offered
 * @param cookie of a HelloRetryRequest
 */
record ClientExtensions(
        Terms terms,
        Optional<GreaseValues> grease,
        List<KemKey> keys,
        Optional<OfferedSession> session,
        Optional<Cookie> cookie) {
    /** With all shares. */
    ExtensionBlock first() {
        return block(Stream.concat(grease.stream().map(GreaseValues::share), shares()).toList());
    }

    /**
     * With the share asked for alone: "replacing the list of shares with a list containing a single KeyShareEntry
     * from the indicated group", RFC 9846 §4.2.2.
     */
    ExtensionBlock withOneShare() {
        return block(shares().toList());
    }

    /**
     * In the order common clients use, so that nothing on the way stumbles over ours: the name first, because
     * routers look for it; the large key_share late; pre_shared_key, once there is one, last, as it must be.
     */
    private ExtensionBlock block(List<KeyShareEntry> shares) {
        List<Extension> list = new ArrayList<>();
        grease.map(GreaseValues::first).ifPresent(list::add);
        ServerNameRule.offer(terms).ifPresent(list::add);
        if (allowed().tls12()) {
            forTls12(list);
        }
        list.add(new SupportedGroups(U16List.of(groups())));
        AlpnRule.offer(terms).ifPresent(list::add);
        if (terms.wishes().staples()) {
            list.add(StatusRequestRule.offer());
        }
        list.add(schemes());
        SignatureAlgorithmsRule.offerForCertificates(allowed()).ifPresent(list::add);
        if (terms.wishes().timestamps()) {
            list.add(SignedCertificateTimestampRule.offer());
        }
        RecordSizeLimitRule.offer(terms).ifPresent(list::add);
        if (allowed().tls13()) {
            forTls13(list, shares);
        }
        grease.map(GreaseValues::last).ifPresent(list::add);
        return ExtensionBlock.of(list);
    }

    /**
     * "The client MUST include either an empty "renegotiation_info" extension, or the
     * TLS_EMPTY_RENEGOTIATION_INFO_SCSV signaling cipher suite value", RFC 5746 §3.4: we send the extension, for it
     * is what the server answers. Of point formats there is one left, and some servers still look for it (RFC 8422
     * §5.1.2); it goes with suites of curves only: "The client MUST NOT include these extensions in the ClientHello
     * message if it does not propose any ECC cipher suites", RFC 8422 §4.
     */
    private void forTls12(List<Extension> list) {
        list.add(new ExtendedMainSecret());
        list.add(new RenegotiationInfo(Opaque.EMPTY));
        if (allowed().suites12().stream().anyMatch(Suite12::hasCbc)) {
            // preferred to our way of checking a MAC inside, RFC 7366
            list.add(new EncryptThenMac());
        }
        SessionTicketRule.offer(terms, session).ifPresent(list::add);
        if (allowed().suites12().stream().anyMatch(suite -> suite.keyExchange() == Suite12.KeyExchange.ECDHE)) {
            list.add(new EcPointFormats(Opaque.of(new byte[] {EcPointFormatsRule.UNCOMPRESSED})));
        }
    }

    private void forTls13(List<Extension> list, List<KeyShareEntry> shares) {
        IntStream versions = allowed().tls12()
                ? IntStream.of(ProtocolVersion.TLS13.code(), ProtocolVersion.TLS12.code())
                : IntStream.of(ProtocolVersion.TLS13.code());
        IntStream reserved = grease.stream().mapToInt(GreaseValues::version);
        list.add(new SupportedVersions.ClientHello(U16List.of(IntStream.concat(reserved, versions).toArray())));
        cookie.ifPresent(list::add);
        list.add(new PskKeyExchangeModes(Opaque.of(new byte[] {(byte) PskKeyExchangeMode.PSK_DHE_KE.code()})));
        list.add(new KeyShare.ClientHello(shares));
    }

    private SignatureAlgorithms schemes() {
        SignatureAlgorithms usable = SignatureAlgorithmsRule.offer(allowed());
        return grease.map(reserved -> new SignatureAlgorithms(U16List.of(
                        IntStream.concat(IntStream.of(reserved.scheme()), usable.schemes().codes()).toArray())))
                .orElse(usable);
    }

    /** Hybrids are groups of TLS 1.3 alone (RFC 10024). */
    private int[] groups() {
        IntStream groups = allowed().groups().stream()
                .filter(kem -> allowed().tls13() || !kem.group().isHybrid())
                .mapToInt(kem -> kem.group().code());
        return IntStream.concat(grease.stream().mapToInt(GreaseValues::group), groups).toArray();
    }

    private Stream<KeyShareEntry> shares() {
        return keys.stream().map(key -> new KeyShareEntry(key.group(), Opaque.of(key.share().clone())));
    }

    private Allowed allowed() {
        return terms.allowed();
    }
}
