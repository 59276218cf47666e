package org.handfast.config;

import java.util.List;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.CredentialSet;
import org.handfast.credential.Role;
import org.handfast.engine.TlsContext;

/** The parts of a snapshot, as the builder made them. */
record ProfileTerms(
        String name,
        Role role,
        TlsContext context,
        CredentialSet credentials,
        Optional<Anchors> trust,
        ClientAuthentication clientAuthentication,
        List<String> applicationProtocols,
        UnknownName unknownName,
        ResumptionTerms resumption,
        List<CertificateInfo> certificates,
        List<String> warnings) {
    ProfileTerms {
        applicationProtocols = List.copyOf(applicationProtocols);
        certificates = List.copyOf(certificates);
        warnings = List.copyOf(warnings);
    }

    /** Whether nothing a handshake could notice differs; keys belong to their certificates, so those suffice. */
    boolean sameAs(ProfileTerms other) {
        return role == other.role
                && context.policy().equals(other.context.policy())
                && chains().equals(other.chains())
                && trust.equals(other.trust)
                && clientAuthentication == other.clientAuthentication
                && applicationProtocols.equals(other.applicationProtocols)
                && unknownName == other.unknownName
                && resumption.equals(other.resumption)
                && certificates.equals(other.certificates)
                && warnings.equals(other.warnings);
    }

    private List<List<?>> chains() {
        return credentials.all().stream()
                .<List<?>>map(c -> List.of(c.names(), c.credential().chain()))
                .toList();
    }
}
