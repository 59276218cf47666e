package org.handfast.config;

import java.nio.file.Path;

/** The profile file of a first start. */
final class StandardProfiles {
    private static final String TEXT = """
            # TLS profiles of this server. Edit and save: changes take effect by themselves within a second.
            # A profile with a mistake is refused as a whole; its last good state keeps serving, and the server's
            # log and the console name the line. Relative file names begin at the directory of this file.

            apiVersion: handfast/v1
            kind: Profile
            metadata: {name: default}
            spec:
              side: server
              extends: compatible-2026-08
              order: server                # whose order of cipher suites counts: server or client
              certificates:
                - {certificate: @DIR@/server.pem, key: @DIR@/server-key.pem}
              unknownName: default         # reject: refuse host names that no certificate carries
              # versions: [TLSv1.3]        # no TLS 1.2
              # groups: [X25519MLKEM768, X25519, secp256r1]
              # hybrid: required           # refuse clients without post-quantum key exchange
              # clientAuth: need           # none, want or need; then also:
              # trust: {bundle: client-ca.pem}
            ---
            apiVersion: handfast/v1
            kind: Profile
            metadata: {name: client}
            spec:
              side: client
              extends: compatible-2026-08
              trust: {bundle: @DIR@/ca.pem}
            """;

    private StandardProfiles() {}

    /** The text with files below this directory. */
    static String text(Path directory) {
        String name = "'" + directory.toString().replace("'", "''");
        return TEXT.replaceAll("@DIR@(/[a-z-]+\\.pem)", java.util.regex.Matcher.quoteReplacement(name) + "$1'");
    }
}
