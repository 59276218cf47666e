package org.handfast.jca;

import java.util.List;

/**
 * A profile in words. Immutable.
 *
 * @param name the profile
 * @param available whether connections can be made with it
 * @param generation counts changes that took effect, from 1; 0 if it never was valid
 * @param protocols JSSE names, best first
 * @param cipherSuites registry names, best first
 * @param namedGroups registry names, best first
 * @param certificates subject and end of validity of each certificate, for people
 * @param problems why it is unavailable or why its newest edit was refused; empty if all is well
 */
public record TlsProfileDescription(
        String name,
        boolean available,
        long generation,
        List<String> protocols,
        List<String> cipherSuites,
        List<String> namedGroups,
        List<String> certificates,
        List<String> problems) {
    /** Copies the lists. */
    public TlsProfileDescription {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
        namedGroups = List.copyOf(namedGroups);
        certificates = List.copyOf(certificates);
        problems = List.copyOf(problems);
    }
}
