package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Credential;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.extension.CertificateAuthoritiesRule;
import org.handfast.iana.AlertDescription;
import org.junit.jupiter.api.Test;

/** How long a peer's chain and our list of authorities may be: the last that passes and one more. */
class ChainLimitTest {
    @Test
    void aServersChainHasTenCertificates() {
        Peers.Side server = Peers.server();
        server.credentials = request -> Optional.of(chain(Peers.SERVER.credential(), 10));
        assertThat(Handshake.run(Peers.client(), server).client.established).isNotNull();
        server.credentials = request -> Optional.of(chain(Peers.SERVER.credential(), 11));
        assertTooLong(Peers.client(), server);
    }

    @Test
    void aClientsChainHasEightCertificates() {
        Peers.Side server = Peers.server();
        server.clientAuthentication = ClientAuthentication.NEED;
        Peers.Side client = Peers.client();
        client.credentials = request -> Optional.of(chain(Peers.CLIENT.credential(), 8));
        assertThat(Handshake.run(client, server).server.established).isNotNull();
        client.credentials = request -> Optional.of(chain(Peers.CLIENT.credential(), 9));
        assertTooLong(client, server);
    }

    @Test
    void authoritiesThatDoNotFitAreNotSent() {
        List<X500Principal> two = List.of(new X500Principal("CN=one"), new X500Principal("CN=two"));
        int bytes = two.stream().mapToInt(name -> 2 + name.getEncoded().length).sum();
        assertThat(CertificateAuthoritiesRule.offer(two, bytes)).isPresent();
        assertThat(CertificateAuthoritiesRule.offer(two, bytes - 1)).isEmpty();
        assertThat(Limits.DEFAULT).isEqualTo(new Limits(10, 8, 20000));
    }

    private static void assertTooLong(Peers.Side client, Peers.Side server) {
        Reason reason = catchThrowableOfType(TlsFailure.class, () -> Handshake.run(client, server)).reason();
        assertThat(reason).isEqualTo(Reason.CHAIN_TOO_LONG);
        assertThat(reason.alert()).isEqualTo(AlertDescription.BAD_CERTIFICATE);
    }

    private static Credential chain(Credential one, int length) {
        return new Credential(
                one.name(), Collections.nCopies(length, one.chain().get(0)), one.key(), one.staple());
    }
}
