package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.handshake.Rewrite.extensions;
import static org.handfast.handshake.Rewrite.raw;
import static org.handfast.handshake.Rewrite.with;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.handfast.credential.ClientAuthentication;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ExtensionType;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.policy.Profiles;
import org.handfast.wire.Opaque;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.KeyShareEntry;
import org.handfast.wire.extension.SupportedVersions;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.CertificateEntry;
import org.handfast.wire.message.CertificateRequest;
import org.handfast.wire.message.ClientHello;
import org.handfast.wire.message.EncryptedExtensions;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.ServerHello;
import org.junit.jupiter.api.Test;

/** What the RFCs demand of messages we send in TLS 1.3, read back from the bytes that leave. */
class OwnMessagesTest {
    private static final int STATUS_REQUEST_V2 = 17;
    private static final int TRUNCATED_HMAC = 4;

    @Test
    void clientHelloHasItsForm() {
        ClientHello hello = clientHello(Peers.client());
        ExtensionBlock block = hello.extensions();
        assertThat(hello.legacyVersion()).as("RFC 9846 §4.2.2").isEqualTo(ProtocolVersion.TLS12);
        assertThat(hello.legacySessionId().length()).as("RFC 9846 §4.2.2").isEqualTo(32);
        assertThat(hello.compressionMethods()).as("RFC 9846 §4.2.2").isEqualTo(Opaque.of(new byte[1]));
        assertThat(block.get(Extensions.SUPPORTED_VERSIONS_CLIENT_HELLO).orElseThrow().versions())
                .as("RFC 9846 §4.3.1").isEqualTo(U16List.of(0x0304));
        assertThat(types(block)).as("RFC 9846 §9.2").contains(
                ExtensionType.SIGNATURE_ALGORITHMS.code(), ExtensionType.SUPPORTED_GROUPS.code(),
                ExtensionType.KEY_SHARE.code(), ExtensionType.PSK_KEY_EXCHANGE_MODES.code());
        assertThat(types(block)).as("RFC 9846 §4.3.2, §4.3.6, §4.3.10, appendix E.5, F.5").doesNotContain(
                ExtensionType.COOKIE.code(), ExtensionType.EARLY_DATA.code(), ExtensionType.PRE_SHARED_KEY.code(),
                ExtensionType.POST_HANDSHAKE_AUTH.code(), ExtensionType.OID_FILTERS.code(), TRUNCATED_HMAC);
    }

    @Test
    void offersAreListedOnceAndInOrder() {
        ClientHello hello = clientHello(Peers.client());
        List<Integer> groups = groups(hello);
        List<Integer> shares = shares(hello);
        assertThat(groups).as("RFC 9846 §4.3.7").doesNotHaveDuplicates();
        assertThat(shares).as("RFC 9846 §4.3.8").hasSize(2).doesNotHaveDuplicates();
        assertThat(groups.stream().filter(shares::contains)).as("RFC 9846 §4.3.8").containsExactlyElementsOf(shares);
        assertThat(hello.cipherSuites().map(CipherSuite::of)).doesNotHaveDuplicates()
                .allMatch(suite -> Peers.policy().suites().contains(suite));
        assertThat(types(hello.extensions())).as("RFC 9846 §4.3").doesNotHaveDuplicates();
    }

    @Test
    void nothingObsoleteIsOffered() {
        for (String name : Profiles.names()) {
            Policy policy = Profiles.named(name).orElseThrow();
            assertThat(policy.versions()).as("RFC 9846 appendix E.5, %s", name)
                    .isSubsetOf(ProtocolVersion.TLS13, ProtocolVersion.TLS12);
            assertThat(policy.suites()).as("RFC 9846 appendix E.5, %s", name)
                    .noneMatch(suite -> suite.toString().matches(".*(RC4|_DES|3DES|NULL|EXPORT|anon|RC2|IDEA).*"));
            assertThat(policy.groups()).as("RFC 9846 appendix B.3.1.4, %s", name)
                    .noneMatch(group -> group.code() < NamedGroup.SECP256R1.code() || group.code() == 26
                            || group.code() == 27 || group.code() == 28 || group.code() >= 0xFE00);
            assertThat(policy.schemes()).as("RFC 9846 §4.3.3: no SHA-1, MD5, SHA-224, DSA, %s", name)
                    .noneMatch(OwnMessagesTest::isObsolete);
            assertThat(policy.certificateSchemes()).as("RFC 9846 §4.3.3, %s", name)
                    .noneMatch(OwnMessagesTest::isObsolete);
        }
    }

    @Test
    void nothingIsUsedForTwoConnections() {
        Peers.Side client = Peers.client();
        Peers.Side server = Peers.server();
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            client.seed = 100 + i;
            server.seed = 200 + i;
            Handshake handshake = new Handshake(client, server);
            ClientHello hello = (ClientHello) Rewrite.decode(handshake.client.out.peek().message());
            handshake.server.deliver(handshake.client.out.remove());
            ServerHello answer = (ServerHello) Rewrite.decode(handshake.server.out.peek().message());
            assertThat(answer.random()).as("RFC 9846 §4.2.3").isNotEqualTo(hello.random());
            assertThat(seen.add(hello.random()) && seen.add(hello.legacySessionId()) && seen.add(answer.random()))
                    .as("RFC 9846 §4.2.2, §4.2.3").isTrue();
            // a set, as the hybrid's classical half is a share of its own, too
            Set<Opaque> shared = hello.extensions().require(Extensions.KEY_SHARE_CLIENT_HELLO).clientShares().stream()
                    .map(KeyShareEntry::keyExchange).collect(Collectors.toSet());
            assertThat(shared).as("RFC 9846 §4.3.8").isNotEmpty().allMatch(seen::add);
            assertThat(seen.add(serverShare(answer).keyExchange())).as("RFC 9846 §4.3.8").isTrue();
            assertThat(types(hello.extensions())).as("RFC 9846 §4.3.2").doesNotContain(ExtensionType.COOKIE.code());
        }
    }

    /** Another server, or the same one again, may come with the share of an earlier connection. */
    @Test
    void aShareOfThePeerMayComeAgain() {
        Peers.Side server = Peers.server();
        Handshake first = new Handshake(Peers.client(), server);
        Handshake second = new Handshake(Peers.client(), server);
        assertThat(first.client.out.peek().message()).as("the same seed").isEqualTo(second.client.out.peek().message());
        first.run();
        second.run();
        assertThat(second.server.established).as("RFC 9846 §4.3.8").isNotNull();
        assertThat(second.client.established).as("RFC 9846 §4.3.8").isNotNull();
    }

    @Test
    void secondClientHelloDiffersOnlyWhereAsked() {
        Handshake handshake = retried();
        ClientHello first = (ClientHello) Rewrite.decode(handshake.client.out.peek().message());
        handshake.server.deliver(handshake.client.out.remove());
        ServerHello retry = (ServerHello) Rewrite.decode(handshake.server.out.peek().message());
        handshake.client.deliver(handshake.server.out.remove());
        ClientHello second = (ClientHello) Rewrite.decode(handshake.client.out.peek().message());

        assertThat(second.legacyVersion()).isEqualTo(first.legacyVersion());
        assertThat(second.random()).as("RFC 9846 §4.2.2").isEqualTo(first.random());
        assertThat(second.legacySessionId()).isEqualTo(first.legacySessionId());
        assertThat(second.cipherSuites()).isEqualTo(first.cipherSuites());
        assertThat(second.compressionMethods()).isEqualTo(first.compressionMethods());
        assertThat(second.extensions().require(Extensions.COOKIE)).as("RFC 9846 §4.3.2")
                .isEqualTo(retry.extensions().require(Extensions.COOKIE));
        assertThat(shares(second)).as("RFC 9846 §4.3.8").containsExactly(NamedGroup.X25519MLKEM768.code());
        assertThat(shares(first)).doesNotContain(NamedGroup.X25519MLKEM768.code());
        List<Integer> added = new ArrayList<>(types(second.extensions()));
        added.removeAll(types(first.extensions()));
        assertThat(added).as("RFC 9846 §4.2.2, §4.3.10").containsExactly(ExtensionType.COOKIE.code());
        for (int type : types(first.extensions())) {
            if (type != ExtensionType.KEY_SHARE.code()) {
                assertThat(body(second.extensions(), type)).as("extension %d", type)
                        .isEqualTo(body(first.extensions(), type));
            }
        }
    }

    @Test
    void serverHelloHasItsForm() {
        Handshake handshake = new Handshake(Peers.client(), Peers.server());
        ClientHello hello = (ClientHello) Rewrite.decode(handshake.client.out.peek().message());
        handshake.server.deliver(handshake.client.out.remove());
        ServerHello answer = (ServerHello) Rewrite.decode(handshake.server.out.peek().message());
        assertThat(answer.legacyVersion()).as("RFC 9846 §4.2.3").isEqualTo(ProtocolVersion.TLS12);
        assertThat(answer.legacySessionIdEcho()).isEqualTo(hello.legacySessionId());
        assertThat(answer.legacyCompressionMethod()).as("RFC 9846 §4.2.3").isZero();
        assertThat(types(answer.extensions())).as("RFC 9846 §4.2.3").containsExactlyInAnyOrder(
                ExtensionType.SUPPORTED_VERSIONS.code(), ExtensionType.KEY_SHARE.code());
        assertThat(answer.extensions().require(Extensions.SUPPORTED_VERSIONS_SERVER_HELLO))
                .as("RFC 9846 §4.3.1").isEqualTo(new SupportedVersions.ServerHello(ProtocolVersion.TLS13));
        assertThat(hello.cipherSuites().contains(answer.cipherSuite().code())).isTrue();
        assertThat(shares(hello)).as("RFC 9846 §4.3.8").contains(serverShare(answer).group().code());
        assertThat(groups(hello)).as("RFC 9846 §4.3.8").contains(serverShare(answer).group().code());
        assertThat(answer.random().slice(0, 24)).isNotEqualTo(hello.random().slice(0, 24));
    }

    @Test
    void helloRetryRequestHasItsForm() {
        Handshake handshake = retried();
        ClientHello hello = (ClientHello) Rewrite.decode(handshake.client.out.peek().message());
        handshake.server.deliver(handshake.client.out.remove());
        ServerHello retry = (ServerHello) Rewrite.decode(handshake.server.out.peek().message());
        assertThat(retry.isHelloRetryRequest()).isTrue();
        assertThat(retry.extensions().require(Extensions.SUPPORTED_VERSIONS_SERVER_HELLO))
                .as("RFC 9846 §4.2.4").isEqualTo(new SupportedVersions.ServerHello(ProtocolVersion.TLS13));
        List<Integer> unasked = new ArrayList<>(types(retry.extensions()));
        unasked.removeAll(types(hello.extensions()));
        assertThat(unasked).as("RFC 9846 §4.2.4").containsExactly(ExtensionType.COOKIE.code());
        assertThat(hello.cipherSuites().contains(retry.cipherSuite().code())).isTrue();
    }

    @Test
    void serverKeepsItsChoiceAfterARetry() {
        Handshake handshake = retried();
        handshake.server.deliver(handshake.client.out.remove());
        ServerHello retry = (ServerHello) Rewrite.decode(handshake.server.out.peek().message());
        handshake.client.deliver(handshake.server.out.remove());
        handshake.server.deliver(handshake.client.out.remove());
        ServerHello answer = (ServerHello) Rewrite.decode(handshake.server.out.peek().message());
        assertThat(answer.cipherSuite()).as("RFC 9846 §4.2.4").isEqualTo(retry.cipherSuite());
        assertThat(answer.extensions().require(Extensions.SUPPORTED_VERSIONS_SERVER_HELLO)).as("RFC 9846 §4.2.4")
                .isEqualTo(retry.extensions().require(Extensions.SUPPORTED_VERSIONS_SERVER_HELLO));
        assertThat(serverShare(answer).group()).as("RFC 9846 §4.3.8")
                .isEqualTo(retry.extensions().require(Extensions.KEY_SHARE_HELLO_RETRY_REQUEST).selectedGroup());
    }

    @Test
    void serverFlightIsComplete() {
        Peers.Side server = Peers.server();
        server.clientAuthentication = ClientAuthentication.WANT;
        Handshake handshake = new Handshake(Peers.client(), server);
        handshake.server.deliver(handshake.client.out.remove());
        List<HandshakeMessage> flight = messages(handshake.server);
        assertThat(flight).as("RFC 9846 §4.4.1, §4.4.2").extracting(message -> message.type().toString())
                .containsExactly("server_hello", "encrypted_extensions", "certificate_request", "certificate",
                        "certificate_verify", "finished");
        CertificateRequest request = (CertificateRequest) flight.get(2);
        assertThat(request.context().length()).as("RFC 9846 §4.4.2").isZero();
        assertThat(types(request.extensions())).as("RFC 9846 §4.4.2")
                .contains(ExtensionType.SIGNATURE_ALGORITHMS.code());
        Certificate certificate = (Certificate) flight.get(3);
        assertThat(certificate.context().length()).isZero();
        assertThat(certificate.certificateList()).extracting(CertificateEntry::der)
                .containsExactlyElementsOf(Peers.SERVER.chain().stream().map(OwnMessagesTest::encoded).toList());
        assertThat(handshake.server.events.subList(0, 2)).as("RFC 9846 appendix E.4")
                .containsExactly("send server_hello", "change_cipher_spec");
        handshake.run();
        assertThat(handshake.server.events).as("RFC 9846 §4.3.6: no request afterwards").endsWith("connected");
    }

    @Test
    void clientFlightIsComplete() {
        Peers.Side server = Peers.server();
        server.clientAuthentication = ClientAuthentication.NEED;
        Peers.Side client = Peers.client();
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        Handshake handshake = new Handshake(client, server);
        handshake.server.deliver(handshake.client.out.remove());
        while (!handshake.server.out.isEmpty()) {
            handshake.client.deliver(handshake.server.out.remove());
        }
        assertThat(messages(handshake.client)).as("RFC 9846 §4.5, §4.6")
                .extracting(message -> message.type().toString())
                .containsExactly("certificate", "certificate_verify", "finished");
    }

    @Test
    void answersOnlyWhatWasAsked() {
        Peers.Side server = Peers.server();
        server.clientAuthentication = ClientAuthentication.WANT;
        server.protocols = List.of("h2");
        Handshake handshake = new Handshake(Peers.client(), server);
        handshake.server.deliver(Rewrite.message(handshake.client.out.remove().message(), ClientHello.class,
                hello -> extensions(hello, unusual(hello.extensions()))));
        List<HandshakeMessage> flight = messages(handshake.server);
        assertThat(types(((EncryptedExtensions) flight.get(1)).extensions()))
                .as("RFC 9846 §4.3: no name, no ALPN, no early data was asked for or taken").isEmpty();
        assertThat(((Certificate) flight.get(3)).certificateList())
                .as("RFC 9846 §4.5.1.1: status_request_v2 is not answered")
                .allMatch(entry -> entry.extensions().size() == 0);
        assertThat(types(((CertificateRequest) flight.get(2)).extensions())).as("RFC 9846 §4.3.6, §4.3.9")
                .doesNotContain(ExtensionType.POST_HANDSHAKE_AUTH.code(),
                        ExtensionType.PSK_KEY_EXCHANGE_MODES.code(), STATUS_REQUEST_V2);
    }

    /** The hash comes first (up to 3: none, MD5, SHA-1, SHA-224), then the kind of key (2: DSA). */
    private static boolean isObsolete(SignatureScheme scheme) {
        int hash = scheme.code() >> 8;
        return hash <= 3 || hash <= 6 && (scheme.code() & 0xFF) == 2;
    }

    /** Things of older versions, and nothing that asks for an answer. */
    private static ExtensionBlock unusual(ExtensionBlock block) {
        return with(with(with(block, raw(ExtensionType.of(STATUS_REQUEST_V2), 0, 7, 2, 0, 4, 0, 0, 0, 0)),
                raw(ExtensionType.POST_HANDSHAKE_AUTH)), raw(ExtensionType.of(TRUNCATED_HMAC)));
    }

    /** A client whose share is of a weaker tier than both could have. */
    private static Handshake retried() {
        Peers.Side client = Peers.client();
        client.policy = Peers.policy(Peers.TIERS, List.of(NamedGroup.X25519), false);
        return new Handshake(client, Peers.server());
    }

    private static ClientHello clientHello(Peers.Side client) {
        return (ClientHello) Rewrite.decode(new Handshake(client, Peers.server()).client.out.peek().message());
    }

    private static List<HandshakeMessage> messages(LoopLink link) {
        return link.out.stream().map(sent -> Rewrite.decode(sent.message())).toList();
    }

    private static KeyShareEntry serverShare(ServerHello hello) {
        return hello.extensions().require(Extensions.KEY_SHARE_SERVER_HELLO).serverShare();
    }

    private static List<Integer> shares(ClientHello hello) {
        return hello.extensions().require(Extensions.KEY_SHARE_CLIENT_HELLO).clientShares().stream()
                .map(share -> share.group().code()).toList();
    }

    private static List<Integer> groups(ClientHello hello) {
        return hello.extensions().require(Extensions.SUPPORTED_GROUPS).groups().map(code -> code);
    }

    private static List<Integer> types(ExtensionBlock block) {
        return IntStream.range(0, block.size()).mapToObj(block::codeAt).toList();
    }

    private static Opaque body(ExtensionBlock block, int type) {
        return block.bodyAt(types(block).indexOf(type));
    }

    private static Opaque encoded(X509Certificate certificate) {
        try {
            return Opaque.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
