package org.handfast.jsse;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.X509TrustManager;
import org.handfast.config.ProfileSnapshot;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.NameVerdict;
import org.handfast.engine.TlsContext;

/**
 * What a context offers at one moment, before a caller narrows it. Immutable.
 *
 * @param context policy, primitives, clock, observer
 * @param profile name of the profile; empty: none
 * @param generation of the profile's state; 0 without a profile
 * @param credentials the profile's identities; empty: only the caller's key manager has any
 * @param trust the profile's trust; empty: only the caller's trust manager decides
 * @param clientAuthentication what the profile asks of clients at least
 * @param applicationProtocols ALPN names at first
 * @param names a server's answer to a server_name where no SNIMatcher is set
 */
record Basis(
        TlsContext context,
        Optional<String> profile,
        long generation,
        Optional<CredentialSelector> credentials,
        Optional<X509TrustManager> trust,
        ClientAuthentication clientAuthentication,
        List<String> applicationProtocols,
        Function<Optional<String>, NameVerdict> names) {
    /** No profile: managers decide, names are seen but not acknowledged. */
    static Basis of(TlsContext context) {
        return new Basis(
                context,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                ClientAuthentication.NONE,
                List.of(),
                name -> NameVerdict.IGNORE);
    }

    /** A profile's present state. */
    static Basis of(ProfileSnapshot snapshot) {
        return new Basis(
                snapshot.context(),
                Optional.of(snapshot.name()),
                snapshot.generation(),
                Optional.of(snapshot.credentials()),
                snapshot.trust().map(ProfileTrust::manager),
                snapshot.clientAuthentication(),
                snapshot.applicationProtocols(),
                snapshot::verdict);
    }
}
