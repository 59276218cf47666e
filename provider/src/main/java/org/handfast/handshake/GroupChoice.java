package org.handfast.handshake;

import java.util.List;
import org.handfast.crypto.Kem;
import org.handfast.failure.Reason;
import org.handfast.iana.NamedGroup;

/**
 * A server's choice of group. Tiers rule, not a flat list: a share of a lower tier never beats a better group
 * that both sides support (security rule N-7, CVE-2026-2673).
 *
 * @param kem the group
 * @param shared whether the client sent a share for it; otherwise a HelloRetryRequest asks for one
 */
public record GroupChoice(Kem kem, boolean shared) {
    /**
     * Chooses.
     *
     * @param groups the client's supported_groups
     * @param shares the groups of its key_share
     * @throws org.handfast.failure.TlsFailure NO_COMMON_GROUP or HYBRID_GROUP_REQUIRED
     */
    public static GroupChoice of(Allowed allowed, List<NamedGroup> groups, List<NamedGroup> shares) {
        for (List<Kem> tier : allowed.groupTiers()) {
            List<Kem> common =
                    tier.stream().filter(kem -> groups.contains(kem.group())).toList();
            if (!common.isEmpty()) {
                return common.stream()
                        .filter(kem -> shares.contains(kem.group()))
                        .findFirst()
                        .map(kem -> new GroupChoice(kem, true))
                        .orElseGet(() -> new GroupChoice(common.get(0), false));
            }
        }
        Reason reason = allowed.policy().hybridRequired() ? Reason.HYBRID_GROUP_REQUIRED : Reason.NO_COMMON_GROUP;
        throw reason.with("offered", groups, "allowed", allowed.groups().stream().map(Kem::group).toList());
    }
}
