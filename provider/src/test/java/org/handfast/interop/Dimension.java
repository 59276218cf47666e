package org.handfast.interop;

import java.util.List;
import org.handfast.testing.KeyKind;

/** What a case of the matrix varies. Values are texts, so that they can stand in a table. */
enum Dimension {
    VERSION("version", "TLSv1.3", "TLSv1.2"),
    SUITE("suite",
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
    GROUP("group",
            "X25519MLKEM768",
            "SecP256r1MLKEM768",
            "SecP384r1MLKEM1024",
            "x25519",
            "secp256r1",
            "secp384r1",
            "secp521r1",
            "x448",
            "ffdhe2048",
            "ffdhe3072"),
    /** Kind of the server's key, and of the client's where it has one. */
    CERTIFICATE("certificate",
            KeyKind.RSA_2048.name(),
            KeyKind.RSA_PSS_2048.name(),
            KeyKind.EC_P256.name(),
            KeyKind.EC_P384.name(),
            KeyKind.EC_P521.name(),
            KeyKind.ED25519.name(),
            KeyKind.ED448.name()),
    /** What a server asks of the client: nothing; a certificate, given; a certificate, which the client lacks. */
    CLIENT_AUTH("client auth", "none", "given", "lacking"),
    /** Protocols of the client: none; the server's one; the server's one after another. */
    ALPN("ALPN", "none", "one", "second"),
    HELLO_RETRY("HelloRetryRequest", "no", "yes"),
    /** Who changes keys in the middle, asking the other to do the same. */
    KEY_UPDATE("KeyUpdate", "none", "ours", "peer's"),
    /** How data is cut by those ends that can. */
    RECORDS("records", "any", "1 byte", "16 KiB");

    private final String title;
    private final List<String> range;

    Dimension(String title, String... range) {
        this.title = title;
        this.range = List.of(range);
    }

    /** As the table says it. */
    String title() {
        return title;
    }

    /** All values, the plainest or most common first. */
    List<String> range() {
        return range;
    }
}
