package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Credential;
import org.handfast.failure.Reason;
import org.junit.jupiter.api.Test;

/** Security rule X-1: no secret in the text of anything a handshake makes. */
class CanaryTest {
    private final Set<String> secrets = new TreeSet<>();
    private final List<String> texts = new ArrayList<>();

    @Test
    void nothingOfAHandshakeShowsASecret() {
        Peers.Side client = Peers.client();
        client.credentials = request -> Optional.of(Peers.CLIENT.credential());
        Peers.Side server = Peers.server();
        server.clientAuthentication = ClientAuthentication.NEED;
        Handshake handshake = new Handshake(client, server);
        while (!handshake.client.out.isEmpty() || !handshake.server.out.isEmpty()) {
            boolean fromServer = !handshake.server.out.isEmpty();
            LoopLink.Sent next = (fromServer ? handshake.server : handshake.client).out.remove();
            secret(LoopLink.secret(next.secret()));
            (fromServer ? handshake.client : handshake.server).deliver(next);
        }
        for (LoopLink link : List.of(handshake.client, handshake.server)) {
            secret(LoopLink.secret(link.reading));
            secret(LoopLink.secret(link.writing));
            link.states.forEach(state -> texts.add(state.toString()));
            link.facts.forEach(facts -> texts.add(facts.toString()));
            texts.add(link.established.toString());
        }
        texts.add(client.terms().toString());
        texts.add(server.terms().toString());
        assertThat(secrets).as("handshake and application secrets of both directions").hasSizeGreaterThanOrEqualTo(4);
        assertHidden();
    }

    @Test
    void identitiesShowNoKey() {
        for (Credential credential : List.of(Peers.SERVER.credential(), Peers.CLIENT.credential())) {
            secret(HexFormat.of().formatHex(credential.key().getEncoded()));
            texts.add(credential.toString());
            texts.add(Reason.SIGNING_FAILED.with("credential", credential).getMessage());
        }
        assertHidden();
    }

    /** As a log might hold it: hexadecimal in either case, Base64, a list of numbers. */
    private void secret(String hex) {
        if (hex.isEmpty()) {
            return;
        }
        byte[] bytes = HexFormat.of().parseHex(hex);
        secrets.add(hex);
        secrets.add(Base64.getEncoder().withoutPadding().encodeToString(bytes).toLowerCase(Locale.ROOT));
        secrets.add(java.util.Arrays.toString(bytes));
    }

    private void assertHidden() {
        String all = String.join("\n", texts).toLowerCase(Locale.ROOT);
        assertThat(all).isNotBlank();
        secrets.forEach(secret -> assertThat(all.contains(secret)).as("a secret is shown").isFalse());
    }
}
