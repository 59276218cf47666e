package org.handfast.policy;

import java.util.List;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;

/**
 * What a context allows, in order of preference. Immutable; lists are never empty except where said.
 *
 * @param name the profile it came from, such as {@code modern-2026-08}
 * @param versions protocol versions
 * @param suites cipher suites
 * @param serverOrder whether a server follows its own order of suites rather than the client's
 * @param groupTiers groups, best tier first; groups of one tier are equally good: a server takes the one it
 *     has a share for, and asks by HelloRetryRequest only to climb to a better tier
 * @param hybridRequired whether a classical group is refused even where nothing better is shared
 * @param keyShares groups a client sends shares for in its first hello; may be empty
 * @param schemes signature_algorithms
 * @param certificateSchemes signature_algorithms_cert; empty: same as {@code schemes}
 */
public record Policy(
        String name,
        List<ProtocolVersion> versions,
        List<CipherSuite> suites,
        boolean serverOrder,
        List<List<NamedGroup>> groupTiers,
        boolean hybridRequired,
        List<NamedGroup> keyShares,
        List<SignatureScheme> schemes,
        List<SignatureScheme> certificateSchemes) {
    /** Copies the lists. */
    public Policy {
        versions = List.copyOf(versions);
        suites = List.copyOf(suites);
        groupTiers = groupTiers.stream().map(List::copyOf).toList();
        keyShares = List.copyOf(keyShares);
        schemes = List.copyOf(schemes);
        certificateSchemes = List.copyOf(certificateSchemes);
    }

    /** All groups, best tier first. */
    public List<NamedGroup> groups() {
        return groupTiers.stream().flatMap(List::stream).toList();
    }
}
