package org.handfast.handshake.start;

import org.handfast.credential.HandshakeFacts;
import org.handfast.handshake.Flight;
import org.handfast.handshake.Link;
import org.handfast.handshake.State;
import org.handfast.handshake.Terms;
import org.handfast.handshake.Transcript;
import org.handfast.handshake.extension.ClientOffer;

/** Where a handshake begins. */
public final class Start {
    private Start() {}

    /** Sends the ClientHello and waits for the answer. */
    public static State client(Terms terms, Link link) {
        ClientOffer offer = ClientOffer.first(terms);
        link.onFailure(offer::close);
        // a session that fails is not offered again, RFC 5246 §7.2.2
        offer.session().ifPresent(offered -> terms.resumption().client().ifPresent(place -> {
            link.onFailure(() -> place.forget(offered.session()));
            link.onFatalAlert(() -> place.forget(offered.session()));
        }));
        link.learned(facts(terms));
        Transcript transcript = new Transcript();
        link.send(new Flight(transcript).add(offer.hello()));
        if (offer.announcesEarlyData()) {
            offer.openEarlyData(transcript, link);
        }
        return new ClientWaitServerHello(offer, transcript);
    }

    /** Waits for a ClientHello. */
    public static State server(Terms terms) {
        return new ServerWaitClientHello(terms);
    }

    /** Known before any answer, so that a failure can name the host. */
    private static HandshakeFacts facts(Terms client) {
        HandshakeFacts facts =
                HandshakeFacts.NONE.withLocalSchemes(client.allowed().policy().schemes());
        return client.serverName().map(facts::withServerName).orElse(facts);
    }
}
