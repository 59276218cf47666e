package org.handfast.bogo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.handfast.credential.Role;

/** The flags of one connection, and those of each credential that it may present. */
final class Settings {
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<Settings> credentials = new ArrayList<>();

    /** Flags of a credential belong to the newest one, or to the default where none was begun. */
    void add(String flag, String value) {
        if (flag.equals("-new-x509-credential")) {
            credentials.add(new Settings());
            return;
        }
        Settings owner = credentials.isEmpty() || !CredentialFlag.isOne(flag)
                ? this
                : credentials.get(credentials.size() - 1);
        owner.values.computeIfAbsent(flag, f -> new ArrayList<>()).add(value);
    }

    /** Credentials begun with {@code -new-x509-credential}, in order. */
    List<Settings> credentials() {
        return List.copyOf(credentials);
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }

    /** The last value given. */
    Optional<String> text(String flag) {
        List<String> given = values.getOrDefault(flag, List.of());
        return given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
    }

    OptionalInt number(String flag) {
        return text(flag).map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** All values given, in order. */
    List<Integer> numbers(String flag) {
        return values.getOrDefault(flag, List.of()).stream().map(Integer::valueOf).toList();
    }

    Optional<byte[]> base64(String flag) {
        return text(flag).map(Base64.getDecoder()::decode);
    }

    /** The value's bytes; arguments arrive with one character per byte. */
    Optional<byte[]> bytes(String flag) {
        return text(flag).map(t -> t.getBytes(StandardCharsets.ISO_8859_1));
    }

    Role role() {
        return has("-server") ? Role.SERVER : Role.CLIENT;
    }

    /** Flags that belong to one credential. */
    private enum CredentialFlag {
        CERT_FILE("-cert-file"),
        KEY_FILE("-key-file"),
        SIGNING_PREFS("-signing-prefs"),
        OCSP_RESPONSE("-ocsp-response"),
        TIMESTAMPS("-signed-cert-timestamps"),
        MUST_MATCH_ISSUER("-must-match-issuer");

        private final String flag;

        CredentialFlag(String flag) {
            this.flag = flag;
        }

        static boolean isOne(String flag) {
            for (CredentialFlag one : values()) {
                if (one.flag.equals(flag)) {
                    return true;
                }
            }
            return false;
        }
    }
}
