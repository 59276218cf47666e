package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.AlertDescription;
import org.handfast.wire.Opaque;
import org.handfast.wire.message.HelloRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nobody renegotiates, in either role (security rule S-7). */
class RenegotiationTest {
    private static final Opaque HELLO_REQUEST = new HelloRequest().encode();

    @Test
    @DisplayName("S-7: the first HelloRequest ends a client's connection")
    void clientsRefuseToRenegotiate() {
        Handshake handshake = Handshake.run(Flights12.client(), Flights12.server());
        assertThat(refused(handshake.client, HELLO_REQUEST)).isEqualTo(Reason.RENEGOTIATION_REFUSED);
        assertThat(Reason.RENEGOTIATION_REFUSED.alert()).as("RFC 5746 §4.2")
                .isEqualTo(AlertDescription.NO_RENEGOTIATION);
    }

    /** Also a hello that offers TLS 1.3 (RFC 9846 §4.2.2). */
    @Test
    @DisplayName("S-7: a ClientHello in a connection ends a server's")
    void serversRefuseToRenegotiate() {
        Opaque hello = new Handshake(Flights12.client(), Flights12.server()).client.out.remove().message();
        Opaque newer = new Handshake(Peers.client(), Flights12.server()).client.out.remove().message();
        for (Opaque again : new Opaque[] {hello, newer}) {
            Handshake handshake = Handshake.run(Flights12.client(), Flights12.server());
            assertThat(refused(handshake.server, again)).isEqualTo(Reason.RENEGOTIATION_REFUSED);
        }
    }

    /** RFC 5246 §7.4.1.1: passed over wherever it comes, and part of no hash: the Finished still fit. */
    @Test
    void helloRequestInAHandshakeIsPassedOver() {
        Handshake handshake = new Handshake(Flights12.client(), Flights12.server());
        int passed = 0;
        while (handshake.client.established == null) {
            handshake.client.deliver(HELLO_REQUEST);
            passed++;
            if (!handshake.client.out.isEmpty()) {
                handshake.server.deliver(handshake.client.out.remove());
            } else {
                handshake.client.deliver(handshake.server.out.remove());
            }
        }
        assertThat(passed).isGreaterThan(8);
        assertThat(handshake.server.established).isNotNull();
    }

    @Test
    void serversDoNotTakeAHelloRequest() {
        Handshake handshake = Handshake.run(Flights12.client(), Flights12.server());
        assertThat(refused(handshake.server, HELLO_REQUEST)).isEqualTo(Reason.UNEXPECTED_MESSAGE);
    }

    private static Reason refused(LoopLink side, Opaque message) {
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> side.deliver(message));
        assertThat(failure).isNotNull();
        return failure.reason();
    }
}
