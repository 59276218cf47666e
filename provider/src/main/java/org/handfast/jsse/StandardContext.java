package org.handfast.jsse;

import org.handfast.crypto.Catalog;
import org.handfast.crypto.jca.PlatformRandomness;
import org.handfast.crypto.selection.CatalogSelection;
import org.handfast.engine.TlsContext;
import org.handfast.observe.Observed;
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
                    Profiles.COMPATIBLE_2026_08.narrowedTo(catalog),
                    catalog,
                    PlatformRandomness.create(),
                    System::nanoTime,
                    Observed.process().observer(NO_PROFILE));
        }
    }
}
