package org.handfast.jsse;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.X509TrustManager;
import org.handfast.config.CertificateInfo;
import org.handfast.config.ProfileSnapshot;
import org.handfast.config.ResumptionTerms;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.NameVerdict;
import org.handfast.engine.TlsContext;

/**
 * What a context offers at one moment, before a caller narrows it. Immutable.
 *
 * @param context policy, primitives, clock, observer
 * @param profile name of the profile; empty: none
 * @param resuming how connections resume, and what else sessions are bound to
 * @param credentials the profile's identities; empty: only the caller's key manager has any
 * @param trust the profile's trust; empty: only the caller's trust manager decides
 * @param clientAuthentication what the profile asks of clients at least
 * @param applicationProtocols ALPN names at first
 * @param names a server's answer to a server_name where no SNIMatcher is set
 */
record Basis(
        TlsContext context,
        Optional<String> profile,
        Resuming resuming,
        Optional<CredentialSelector> credentials,
        Optional<X509TrustManager> trust,
        ClientAuthentication clientAuthentication,
        List<String> applicationProtocols,
        Function<Optional<String>, NameVerdict> names) {
    /**
     * How connections resume, and what their sessions are bound to beside the policy (security rules T-1, T-6). A state
     * of the profile that changes neither leaves sessions usable.
     *
     * @param trust stands for the profile and its anchors
     * @param identity stands for the certificates it shows
     */
    record Resuming(ResumptionTerms terms, String trust, String identity) {
        static final Resuming STANDARD = new Resuming(ResumptionTerms.STANDARD, "", "");

        static Resuming of(ProfileSnapshot snapshot) {
            return new Resuming(
                    snapshot.resumption(),
                    snapshot.name() + " " + fingerprints(snapshot.anchors()),
                    fingerprints(snapshot.certificates()));
        }

        private static String fingerprints(List<CertificateInfo> certificates) {
            return certificates.stream().map(CertificateInfo::sha256).sorted().toList().toString();
        }
    }

    /** No profile: managers decide, names are seen but not acknowledged. */
    static Basis of(TlsContext context) {
        return new Basis(
                context,
                Optional.empty(),
                Resuming.STANDARD,
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
                Resuming.of(snapshot),
                Optional.of(snapshot.credentials()),
                snapshot.trust().map(ProfileTrust::manager),
                snapshot.clientAuthentication(),
                snapshot.applicationProtocols(),
                snapshot::verdict);
    }
}
