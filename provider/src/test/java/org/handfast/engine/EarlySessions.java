package org.handfast.engine;

import org.handfast.crypto.Secret;
import org.handfast.session.Session;

/** Sessions that say something else than the ticket they came with. */
final class EarlySessions {
    private EarlySessions() {}

    static Session withMaxEarlyData(Session of, long most) {
        try (Secret secret = of.secret()) {
            return new Session(of.version(), of.suite(), secret, of.createdAt(), of.authenticatedAt(), of.lifetime(),
                    of.serverName(), of.applicationProtocol(), of.extendedMainSecret(), of.group(), of.localScheme(),
                    of.peerScheme(), of.scope(), of.peerChain(), of.localChain(), of.staples(), of.timestamps(),
                    of.id(), of.ticketAgeAdd(), most);
        }
    }
}
