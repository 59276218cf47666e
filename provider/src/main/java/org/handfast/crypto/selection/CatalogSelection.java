package org.handfast.crypto.selection;

import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.CryptoBackend;
import org.handfast.crypto.bc.BouncyCastle;
import org.handfast.crypto.jca.JcaBackend;

/**
 * Which source serves which primitive. Each was tested with forgeries when it was chosen. Immutable and thread-safe.
 *
 * @param catalog the primitives in force
 * @param choices one per primitive, in order of preference
 * @param messages what an operator should know, such as a source that is missing; one sentence each
 */
public record CatalogSelection(Catalog catalog, List<Choice> choices, List<String> messages) {
    /** Copies the lists. */
    public CatalogSelection {
        choices = List.copyOf(choices);
        messages = List.copyOf(messages);
    }

    /**
     * A primitive and where it comes from.
     *
     * @param primitive registry name
     * @param source name of the source; of both for a hybrid
     */
    public record Choice(String primitive, String source) {}

    /**
     * The best of what is there: the Java platform, and Bouncy Castle where it is present and better. Chosen once,
     * at the first call.
     */
    public static CatalogSelection standard() {
        return Standard.SELECTION;
    }

    /** Chooses between these two sources. Takes a few hundred milliseconds, for the tests: keep the result. */
    public static CatalogSelection of(CryptoBackend platform, Optional<CryptoBackend> bouncyCastle) {
        Chooser chooser = new Chooser(platform, bouncyCastle);
        Catalog catalog = new Catalog(chooser.suites(), chooser.suites12(), chooser.kems(), chooser.schemes());
        return new CatalogSelection(catalog, chooser.choices(), chooser.messages());
    }

    /** One line per primitive, then the messages: for people. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        choices.forEach(c -> text.append(c.primitive()).append(": ").append(c.source()).append('\n'));
        messages.forEach(m -> text.append(m).append('\n'));
        return text.toString();
    }

    /** Made when first asked for. */
    private static final class Standard {
        private static final CatalogSelection SELECTION = of(JcaBackend.platform(), BouncyCastle.find());
    }
}
