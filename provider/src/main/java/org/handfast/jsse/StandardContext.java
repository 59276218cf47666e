package org.handfast.jsse;

import org.handfast.crypto.Catalog;
import org.handfast.crypto.jca.PlatformRandomness;
import org.handfast.crypto.selection.CatalogSelection;
import org.handfast.engine.TlsContext;
import org.handfast.observe.Observed;
import org.handfast.policy.Policy;
import org.handfast.policy.Profiles;

/** The engine's context where no profile is in play: the standard policy over what this platform can do. */
final class StandardContext {
    /** What events and counters call connections of no profile. */
    private static final String NO_PROFILE = "";

    private StandardContext() {}

    /** Made at the first question, then shared. */
    static TlsContext get() {
        return Holder.CONTEXT;
    }

    private static final class Holder {
        static final TlsContext CONTEXT = make();

        private static TlsContext make() {
            Catalog catalog = CatalogSelection.standard().catalog();
            return new TlsContext(
                    available(Profiles.COMPATIBLE_2026_08, catalog),
                    catalog,
                    PlatformRandomness.create(),
                    System::nanoTime,
                    Observed.process().observer(NO_PROFILE));
        }
    }

    /** The policy without what no source has, such as hybrids on Java 17 without Bouncy Castle. */
    private static Policy available(Policy policy, Catalog catalog) {
        return new Policy(
                policy.name(),
                policy.versions(),
                policy.suites().stream()
                        .filter(s -> catalog.suite13(s).isPresent() || catalog.suite12(s).isPresent())
                        .toList(),
                policy.serverOrder(),
                policy.groupTiers().stream()
                        .map(tier -> tier.stream().filter(g -> catalog.kem(g).isPresent()).toList())
                        .filter(tier -> !tier.isEmpty())
                        .toList(),
                policy.hybridRequired(),
                policy.keyShares().stream().filter(g -> catalog.kem(g).isPresent()).toList(),
                policy.schemes().stream().filter(s -> catalog.signatureAlgorithm(s).isPresent()).toList(),
                policy.certificateSchemes().stream().filter(s -> catalog.signatureAlgorithm(s).isPresent()).toList(),
                policy.rules());
    }
}
