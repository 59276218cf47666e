package org.handfast.crypto.selection;

import java.util.List;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.jca.JcaBackend;

/**
 * Which source serves which primitive, and why. Immutable and thread-safe.
 *
 * @param catalog the primitives in force
 * @param messages what an operator should know, such as a source that is missing; one sentence each
 */
public record CatalogSelection(Catalog catalog, List<String> messages) {
    /** Copies the list. */
    public CatalogSelection {
        messages = List.copyOf(messages);
    }

    /** The best of what is there: the Java platform, and Bouncy Castle where it is present and faster. */
    public static CatalogSelection standard() {
        JcaBackend jdk = JcaBackend.platform();
        return new CatalogSelection(
                new Catalog(jdk.suites13(), jdk.kems(), jdk.signatureAlgorithms()), List.of());
    }
}
