package org.handfast.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Suite13;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.engine.EngineOptions;
import org.handfast.engine.TlsContext;
import org.handfast.engine.TlsEngine;
import org.handfast.engine.TlsObserver;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.handfast.testing.OpenCipher;

/** Engines to be attacked: the same randomness each time, no clock, {@link OpenCipher}. */
final class Ends {
    private static final Authority CA = Certificates.authority("Fuzz Root", KeyKind.ED25519);
    private static final Identity SERVER = CA.localhost(KeyKind.ED25519);
    private static final Identity CLIENT = CA.client("alice", KeyKind.ED25519);
    private static final JcaBackend JDK = JcaBackend.platform();
    private static final List<NamedGroup> GROUPS = List.of(NamedGroup.X25519, NamedGroup.SECP256R1);

    private Ends() {}

    /** @param choice bits: 1 client certificate, 2 and 4 whether it is asked for, 8 ALPN, 16 retry, 32 name */
    static End client(int choice) {
        boolean retried = (choice & 16) != 0;
        CredentialSelector own = (choice & 1) == 0
                ? CredentialSelector.NONE : request -> Optional.of(CLIENT.credential());
        List<NamedGroup> shares = List.of(retried ? NamedGroup.SECP256R1 : NamedGroup.X25519);
        return end(Role.CLIENT, context(GROUPS, shares), choice, ClientAuthentication.NONE, own);
    }

    /** The server for {@link #client} with the same choice. */
    static End server(int choice) {
        ClientAuthentication wish = ClientAuthentication.values()[(choice >> 1 & 3) % 3];
        List<NamedGroup> groups = List.of(NamedGroup.X25519);
        return end(Role.SERVER, context(groups, groups), choice, wish, request -> Optional.of(SERVER.credential()));
    }

    private static End end(Role role, TlsContext context, int choice, ClientAuthentication wish,
            CredentialSelector own) {
        List<String> protocols = (choice & 8) == 0 ? List.of() : List.of("h2", "http/1.1");
        Optional<String> name = (choice & 32) == 0 ? Optional.empty() : Optional.of("localhost");
        return new End(TlsEngine.create(context, new EngineOptions(role, "fuzz", name, asked -> NameVerdict.ACCEPT,
                protocols, Optional.empty(), wish, own, (peer, facts) -> {})));
    }

    private static TlsContext context(List<NamedGroup> groups, List<NamedGroup> shares) {
        CipherSuite code = CipherSuite.TLS_AES_128_GCM_SHA256;
        Policy policy = new Policy("fuzz", List.of(ProtocolVersion.TLS13), List.of(code), true, List.of(groups), false,
                shares, List.of(SignatureScheme.ED25519, SignatureScheme.ECDSA_SECP256R1_SHA256,
                        SignatureScheme.RSA_PSS_RSAE_SHA256), List.of());
        Suite13 real = JDK.suites13().stream().filter(s -> s.suite().equals(code)).findFirst().orElseThrow();
        Catalog catalog = new Catalog(List.of(new Suite13(code, new OpenCipher(), real.hash())), List.of(), JDK.kems(),
                JDK.signatureAlgorithms());
        Random random = new Random(9846);
        return new TlsContext(policy, catalog, random::nextBytes, () -> 0, TlsObserver.NONE);
    }
}
