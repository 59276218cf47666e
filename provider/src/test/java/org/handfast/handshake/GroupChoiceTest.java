package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.handfast.iana.NamedGroup.SECP256R1;
import static org.handfast.iana.NamedGroup.SECP256R1MLKEM768;
import static org.handfast.iana.NamedGroup.SECP384R1;
import static org.handfast.iana.NamedGroup.X25519;
import static org.handfast.iana.NamedGroup.X25519MLKEM768;

import java.util.ArrayList;
import java.util.List;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.NamedGroup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiers of groups, not a flat list (security rule N-7). */
class GroupChoiceTest {
    private static final List<NamedGroup> ALL = List.of(X25519MLKEM768, SECP256R1MLKEM768, X25519, SECP256R1);
    private static final NamedGroup GREASE = NamedGroup.of(0x3A3A);

    /** Columns: the client's groups, its shares, what is chosen, and whether by its share or by a retry. */
    @ParameterizedTest
    @CsvSource({
        "H X, H X, H, share",
        "H X, X H, H, share",
        "H X, X,   H, retry",
        "H X, '',  H, retry",
        "X P, X P, X, share",
        "X P, P,   P, share",
        "P X, P X, X, share",
        "X P, '',  X, retry",
        "Q X, Q,   Q, share",
        "Q H, Q,   Q, share",
        "Q H, H Q, H, share",
        "Q H, '',  H, retry",
        "Q X, X,   Q, retry",
        "G X, G X, X, share",
        "G H, '',  H, retry",
    })
    void prefersTheBetterTier(String groups, String shares, String chosen, String by) {
        GroupChoice choice = GroupChoice.of(allowed(false), parse(groups), parse(shares));

        assertThat(choice.kem().group()).isEqualTo(parse(chosen).get(0));
        assertThat(choice.shared()).isEqualTo(by.equals("share"));
    }

    @ParameterizedTest
    @CsvSource({"X, X", "X P, ''", "G X, G X", "C, C"})
    @DisplayName("N-7: a required hybrid refuses anything else")
    void requiredHybridRefusesAnythingElse(String groups, String shares) {
        assertThat(failure(true, groups, shares)).isEqualTo(Reason.HYBRID_GROUP_REQUIRED);
    }

    @ParameterizedTest
    @CsvSource({"H X, X, H, retry", "Q X, Q X, Q, share", "X H, X H, H, share"})
    void requiredHybridTakesAHybrid(String groups, String shares, String chosen, String by) {
        GroupChoice choice = GroupChoice.of(allowed(true), parse(groups), parse(shares));

        assertThat(choice.kem().group()).isEqualTo(parse(chosen).get(0));
        assertThat(choice.shared()).isEqualTo(by.equals("share"));
    }

    @Test
    void nothingSharedFails() {
        assertThat(failure(false, "C G", "C")).isEqualTo(Reason.NO_COMMON_GROUP);
    }

    /** Every set of groups with every set of shares within it: a share of a lower tier never wins. */
    @Test
    @DisplayName("N-7: never a lower tier than both support")
    void neverSettlesForALowerTierThanBothSupport() {
        Allowed allowed = allowed(false);
        for (int groupBits = 1; groupBits < 16; groupBits++) {
            for (int shareBits = 0; shareBits < 16; shareBits++) {
                List<NamedGroup> groups = subset(groupBits);
                GroupChoice choice = GroupChoice.of(allowed, groups, subset(shareBits & groupBits));
                boolean hybridPossible = groups.stream().anyMatch(NamedGroup::isHybrid);
                assertThat(choice.kem().group().isHybrid()).isEqualTo(hybridPossible);
                assertThat(groups).contains(choice.kem().group());
                assertThat(choice.shared()).isEqualTo(subset(shareBits & groupBits).contains(choice.kem().group()));
            }
        }
    }

    private static Reason failure(boolean hybridRequired, String groups, String shares) {
        return catchThrowableOfType(
                TlsFailure.class, () -> GroupChoice.of(allowed(hybridRequired), parse(groups), parse(shares))).reason();
    }

    private static Allowed allowed(boolean hybridRequired) {
        return Allowed.of(Peers.policy(Peers.TIERS, List.of(), hybridRequired), Peers.CATALOG);
    }

    private static List<NamedGroup> subset(int bits) {
        List<NamedGroup> subset = new ArrayList<>();
        for (int i = 0; i < ALL.size(); i++) {
            if ((bits >> i & 1) == 1) {
                subset.add(ALL.get(i));
            }
        }
        return subset;
    }

    private static List<NamedGroup> parse(String letters) {
        return letters.chars().filter(c -> c != ' ').mapToObj(GroupChoiceTest::group).toList();
    }

    private static NamedGroup group(int letter) {
        return switch (letter) {
            case 'H' -> X25519MLKEM768;
            case 'Q' -> SECP256R1MLKEM768;
            case 'X' -> X25519;
            case 'P' -> SECP256R1;
            case 'C' -> SECP384R1;
            default -> GREASE;
        };
    }
}
