package org.handfast.bogo;

import java.util.Map;
import java.util.Set;

/** The flags this shim honours. Every other flag of the runner is a feature that Handfast does not have. */
final class FlagTable {
    /** Flags that take no value. */
    static final Set<String> SWITCHES = Set.of(
            "-async",
            "-check-close-notify",
            "-cnsa1-202603",
            "-decline-alpn",
            "-decline-ocsp-callback",
            "-enable-grease",
            "-enable-ocsp-stapling",
            "-enable-signed-cert-timestamps",
            "-expect-extended-master-secret",
            "-expect-hrr",
            "-expect-no-hrr",
            "-expect-no-peer-cert",
            "-expect-no-server-name",
            "-expect-no-secure-renegotiation",
            "-expect-no-session",
            "-expect-no-session-id",
            "-expect-secure-renegotiation",
            "-expect-verify-result",
            "-fail-cert-callback",
            "-fail-ocsp-callback",
            "-fallback-scsv",
            "-fips-202205",
            "-implicit-handshake",
            "-ipv6",
            "-is-handshaker-supported",
            "-key-update",
            "-key-update-before-read",
            "-new-x509-credential",
            "-must-match-issuer",
            "-no-key-shares",
            "-no-op-extra-handshake",
            "-no-server-name-ack",
            "-no-ticket",
            "-no-tls1",
            "-no-tls11",
            "-no-tls12",
            "-no-tls13",
            "-partial-write",
            "-read-with-unfinished-write",
            "-reject-alpn",
            "-require-any-client-certificate",
            "-server",
            "-server-preference",
            "-set-ocsp-in-callback",
            "-shim-shuts-down",
            "-shim-writes-first",
            "-skip-ticket",
            "-use-custom-verify-callback",
            "-use-early-callback",
            "-use-export-context",
            "-use-exporter-between-reads",
            "-use-ocsp-callback",
            "-use-old-client-cert-callback",
            "-verify-fail",
            "-verify-peer",
            "-wpa-202304",
            "-write-different-record-sizes");

    /** Flags that take one value. */
    static final Set<String> VALUES = Set.of(
            "-advertise-alpn",
            "-cert-file",
            "-curves",
            "-curves-flags",
            "-expect-advertised-alpn",
            "-expect-alpn",
            "-expect-cipher",
            "-expect-cipher-aes",
            "-expect-client-ca-list",
            "-expect-curve-id",
            "-expect-ocsp-response",
            "-expect-peer-cert-file",
            "-expect-peer-signature-algorithm",
            "-expect-peer-verify-pref",
            "-expect-selected-credential",
            "-expect-server-name",
            "-expect-signed-cert-timestamps",
            "-expect-total-renegotiations",
            "-expect-version",
            "-export-context",
            "-export-keying-material",
            "-export-label",
            "-host-name",
            "-key-file",
            "-key-shares",
            "-max-cert-list",
            "-max-send-fragment",
            "-max-version",
            "-min-version",
            "-ocsp-response",
            "-port",
            "-read-size",
            "-repeat-shim-initial-write",
            "-resume-count",
            "-select-alpn",
            "-shim-id",
            "-shim-initial-write",
            "-signed-cert-timestamps",
            "-signing-prefs",
            "-trust-cert",
            "-use-client-ca-list",
            "-verify-prefs");

    /** Flags of features Handfast does not have, with the value that each takes before the next flag comes. */
    static final Set<String> UNIMPLEMENTED_VALUES = Set.of(
            "-accepted-peer-cert-types",
            "-advertise-npn",
            "-alps-use-new-codepoint",
            "-application-settings",
            "-available-client-cert-types",
            "-available-trust-anchors",
            "-cert-properties",
            "-cipher",
            "-delegated-credential",
            "-early-write-after-message",
            "-ech-config-list",
            "-ech-is-retry-config",
            "-ech-server-config",
            "-ech-server-key",
            "-expect-certificate-types",
            "-expect-channel-id",
            "-expect-cipher-no-aes",
            "-expect-early-data-reason",
            "-expect-ech-name-override",
            "-expect-ech-retry-configs",
            "-expect-msg-callback",
            "-expect-next-proto",
            "-expect-peer-application-settings",
            "-expect-peer-available-trust-anchors",
            "-expect-peer-certificate-type",
            "-expect-peer-rpk-sha256",
            "-expect-quic-transport-params",
            "-expect-ticket-age-skew",
            "-handshaker-path",
            "-initial-timeout-duration-ms",
            "-install-one-cert-compression-alg",
            "-mtu",
            "-pake-client-id",
            "-pake-context",
            "-pake-password",
            "-pake-server-id",
            "-private-key-delay-ms",
            "-psk",
            "-psk-identity",
            "-psk-importer-context",
            "-psk-importer-identity",
            "-psk-importer-key",
            "-quic-early-data-context",
            "-quic-transport-params",
            "-quic-use-legacy-codepoint",
            "-request-server-padding",
            "-requested-trust-anchors",
            "-resumption-delay",
            "-select-next-proto",
            "-send-channel-id",
            "-server-supported-groups-hint",
            "-srtp-profiles",
            "-ticket-key",
            "-write-settings");

    /** Where several features are missing, the one named first here counts; flags not named here come in between. */
    private static final Map<String, Integer> RANKS =
            Map.of("-dtls", 0, "-quic", 1, "-resume-count", 3, "-expect-no-session", 4);

    private FlagTable() {}

    static boolean isKnown(String flag) {
        return SWITCHES.contains(flag) || VALUES.contains(flag);
    }

    static boolean takesValue(String flag) {
        return VALUES.contains(flag) || UNIMPLEMENTED_VALUES.contains(flag);
    }

    static int rank(String flag) {
        return RANKS.getOrDefault(flag, 2);
    }
}
