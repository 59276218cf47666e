package org.handfast.config;

import java.util.StringJoiner;
import org.handfast.policy.Policy;

/** A snapshot in words. */
final class ProfileText {
    private ProfileText() {}

    static String describe(ProfileSnapshot snapshot) {
        Policy policy = snapshot.context().policy();
        StringJoiner text = new StringJoiner("; ");
        text.add(snapshot.name() + " (" + snapshot.role().name().toLowerCase(java.util.Locale.ROOT) + ", from "
                + policy.name() + ")");
        text.add("versions " + policy.versions());
        text.add("suites " + policy.suites());
        text.add("groups " + policy.groupTiers() + (policy.hybridRequired() ? ", hybrid required" : ""));
        text.add("certificates " + snapshot.certificates().stream().map(CertificateInfo::subject).toList());
        text.add("trust anchors " + snapshot.anchors().size());
        text.add("client certificates " + snapshot.clientAuthentication().name().toLowerCase(java.util.Locale.ROOT));
        return text.toString();
    }
}
