package org.handfast.config;

import java.util.List;

/**
 * Told what a registry's watching brought. Called on the registry's thread, one call at a time; must be quick.
 * What it throws is ignored.
 */
public interface ProfileListener {
    /**
     * New handshakes of this profile use a new snapshot from now on, or, if the profile left the file, are
     * refused.
     *
     * @param profile its name
     * @param generation of the new snapshot; larger than any before
     */
    default void changed(String profile, long generation) {}

    /**
     * The file or something it refers to is bad; what was good before keeps serving.
     *
     * @param problems all of them, never empty
     */
    default void rejected(List<ConfigProblem> problems) {}
}
