package org.handfast.config;

import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSet;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.engine.TlsContext;

/**
 * What a profile means at one moment: everything a handshake needs, checked. Immutable and thread-safe.
 * Running handshakes keep the snapshot they began with.
 */
public final class ProfileSnapshot {
    private final ProfileTerms terms;
    private final long generation;
    private volatile PeerVerifier verifier;

    ProfileSnapshot(ProfileTerms terms, long generation) {
        this.terms = terms;
        this.generation = generation;
    }

    /** The profile's name. */
    public String name() {
        return terms.name();
    }

    /** Grows with each accepted change of the registry, from 1. */
    public long generation() {
        return generation;
    }

    /** Whether it is for servers or clients. */
    public Role role() {
        return terms.role();
    }

    /** Policy, primitives, clock and observer for engines. The observer counts into the registry. */
    public TlsContext context() {
        return terms.context();
    }

    /** Its identities, chosen by name and scheme; may be empty for a client. */
    public CredentialSet credentials() {
        return terms.credentials();
    }

    /** Trust anchors as certificate entries of a loaded, private copy; empty: this profile checks no peers. */
    public Optional<KeyStore> trust() {
        return terms.trust().map(Anchors::keyStore);
    }

    /**
     * Judge of peers, made once per snapshot by the factory of the first call. Without anchors the judge
     * refuses every chain with NO_TRUST_ANCHORS: never the system's authorities, never no check.
     */
    public PeerVerifier verifier(TrustFactory factory) {
        PeerVerifier made = verifier;
        if (made == null) {
            synchronized (this) {
                made = verifier;
                if (made == null) {
                    made = trust().map(factory::verifier).orElse(Anchors.NOBODY);
                    verifier = made;
                }
            }
        }
        return made;
    }

    /** Whether client certificates are asked for. */
    public ClientAuthentication clientAuthentication() {
        return terms.clientAuthentication();
    }

    /** ALPN names in order of preference; empty: the caller decides. */
    public List<String> applicationProtocols() {
        return terms.applicationProtocols();
    }

    /** What happens to names no certificate carries. */
    public UnknownName unknownName() {
        return terms.unknownName();
    }

    /** The server's answer to a server_name; empty: the client sent none. */
    public NameVerdict verdict(Optional<String> serverName) {
        if (serverName.isEmpty() || terms.credentials().names(serverName.get())) {
            return NameVerdict.ACCEPT;
        }
        return switch (terms.unknownName()) {
            case REJECT -> NameVerdict.REFUSE;
            case DEFAULT -> NameVerdict.ACCEPT;
            case IGNORE -> NameVerdict.IGNORE;
        };
    }

    /** How its connections are resumed. */
    public ResumptionTerms resumption() {
        return terms.resumption();
    }

    /** Leaf certificates of its identities, in file order. */
    public List<CertificateInfo> certificates() {
        return terms.certificates();
    }

    /** Trust anchors for people, in file order. */
    public List<CertificateInfo> anchors() {
        return terms.trust().map(Anchors::described).orElse(List.of());
    }

    /** What was left out because no source has it, such as hybrid groups without Bouncy Castle; one sentence each. */
    public List<String> warnings() {
        return terms.warnings();
    }

    /** One paragraph for people. Holds no secrets. */
    public String description() {
        return ProfileText.describe(this);
    }

    boolean has(ProfileTerms other) {
        return terms.sameAs(other);
    }

    @Override
    public String toString() {
        return "ProfileSnapshot[" + name() + ", generation " + generation + "]";
    }
}
