package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.Credential;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** signed_certificate_timestamp is carried to those who ask, and not judged (RFC 6962 §3.3.1). */
class TimestampsTest {
    /** A list of one timestamp of three bytes. */
    private static final String LIST = "00050003aabbcc";

    private boolean newer;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoAsksGetsThem(boolean tls13) {
        newer = tls13;
        Handshake handshake = Handshake.run(client(true), server(LIST));
        assertThat(handshake.client.established.facts().version())
                .contains(tls13 ? ProtocolVersion.TLS13 : ProtocolVersion.TLS12);
        assertThat(HexFormat.of().formatHex(handshake.client.established.facts().timestamps())).isEqualTo(LIST);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoDoesNotAskGetsNone(boolean tls13) {
        newer = tls13;
        Handshake handshake = Handshake.run(client(false), server(LIST));
        assertThat(handshake.client.established.facts().timestamps()).isEmpty();
    }

    /** "opaque SerializedSCT<1..2^16-1>; SerializedSCT sct_list <1..2^16-1>", RFC 6962 §3.3. */
    @ParameterizedTest
    @ValueSource(strings = {"0000", "00020000", "00050003aabb", "00050004aabbcc", "00050003aabbccdd"})
    void aListOfAnotherFormIsDecodeError(String list) {
        for (boolean tls13 : new boolean[] {true, false}) {
            newer = tls13;
            TlsFailure failure = catchThrowableOfType(
                    TlsFailure.class, () -> Handshake.run(client(true), server(list)));
            assertThat(failure.reason().alert().toString()).as(list).isEqualTo("decode_error");
        }
    }

    private Peers.Side client(boolean asking) {
        Peers.Side client = side(Peers.client());
        client.wishes = new ClientWishes(false, false, asking);
        return client;
    }

    private Peers.Side server(String timestamps) {
        Peers.Side server = side(Peers.server());
        Credential plain = Peers.SERVER.credential();
        server.credentials = request -> Optional.of(new Credential(plain.name(), plain.chain(), plain.key(),
                plain.staple(), HexFormat.of().parseHex(timestamps)));
        return server;
    }

    private Peers.Side side(Peers.Side side) {
        if (!newer) {
            side.policy = Peers.policy12(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256));
        }
        return side;
    }
}
