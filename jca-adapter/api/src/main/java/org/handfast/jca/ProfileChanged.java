package org.handfast.jca;

import java.time.Instant;
import java.util.List;

/**
 * A profile changed, or an edit was refused. Immutable.
 *
 * @param time when
 * @param profile the profile; empty when the whole file could not be read
 * @param generation the generation in force now
 * @param accepted whether the change is in force; if not, the last good state keeps serving
 * @param problems file, line, column, rule and fix of each problem; empty if accepted
 */
public record ProfileChanged(
        Instant time, String profile, long generation, boolean accepted, List<String> problems) {
    /** Copies the list. */
    public ProfileChanged {
        problems = List.copyOf(problems);
    }
}
