package org.handfast.credential;

import java.util.List;

/**
 * A credential and the host names it serves. Immutable.
 *
 * @param credential chain and key
 * @param names lower case host names, a leading {@code *.} stands for one label; empty: serves no name of its own
 */
public record NamedCredential(Credential credential, List<String> names) {
    /** Copies the list. */
    public NamedCredential {
        names = List.copyOf(names);
    }
}
