package org.handfast.interop;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.policy.Policy;
import org.handfast.policy.Profiles;
import org.handfast.testing.KeyKind;

/**
 * One connection to be made.
 *
 * @param values one value for each dimension
 */
record InteropCase(Map<Dimension, String> values) {
    /** The protocol that both ends know. */
    static final String PROTOCOL = "http/1.1";

    /** A protocol that only clients offer. */
    static final String OTHER_PROTOCOL = "h2";

    private static final int FEW_BYTES = 60;
    private static final int SOME_BYTES = 2000;
    private static final int MANY_BYTES = 3 * 16384 + 5;
    private static final Policy ALL = Profiles.named("compatible").orElseThrow();

    /** Copies the values. */
    InteropCase {
        values = new EnumMap<>(values);
    }

    String get(Dimension dimension) {
        return values.get(dimension);
    }

    private boolean is(Dimension dimension, String value) {
        return get(dimension).equals(value);
    }

    /** Whether the protocol knows such a connection at all, with either TLS. */
    boolean isPossible() {
        boolean newSuite = !get(Dimension.SUITE).contains("_WITH_");
        if (is13() != newSuite) {
            return false;
        }
        if (is13()) {
            return true;
        }
        boolean plain = is(Dimension.HELLO_RETRY, "no") && is(Dimension.KEY_UPDATE, "none");
        boolean signed = get(Dimension.SUITE).contains("ECDSA") != key().name().startsWith("RSA");
        String group = get(Dimension.GROUP);
        return plain && signed && !group.contains("MLKEM") && !group.startsWith("ffdhe");
    }

    boolean is13() {
        return is(Dimension.VERSION, "TLSv1.3");
    }

    String version() {
        return get(Dimension.VERSION);
    }

    CipherSuite suite() {
        return ALL.suites().stream()
                .filter(s -> s.toString().equals(get(Dimension.SUITE)))
                .findFirst()
                .orElseThrow();
    }

    NamedGroup group() {
        return ALL.groups().stream()
                .filter(g -> g.toString().equals(get(Dimension.GROUP)))
                .findFirst()
                .orElseThrow();
    }

    KeyKind key() {
        return KeyKind.valueOf(get(Dimension.CERTIFICATE));
    }

    boolean asksClient() {
        return !is(Dimension.CLIENT_AUTH, "none");
    }

    boolean clientHasKey() {
        return is(Dimension.CLIENT_AUTH, "given");
    }

    boolean negotiatesProtocol() {
        return !is(Dimension.ALPN, "none");
    }

    /** What the client offers. */
    List<String> offeredProtocols() {
        return is(Dimension.ALPN, "none")
                ? List.of()
                : is(Dimension.ALPN, "one") ? List.of(PROTOCOL) : List.of(OTHER_PROTOCOL, PROTOCOL);
    }

    boolean retriesHello() {
        return is(Dimension.HELLO_RETRY, "yes");
    }

    boolean weUpdateKeys() {
        return is(Dimension.KEY_UPDATE, "ours");
    }

    boolean peerUpdatesKeys() {
        return is(Dimension.KEY_UPDATE, "peer's");
    }

    /** Whether data leaves in records of one byte. */
    boolean cutsFinely() {
        return is(Dimension.RECORDS, "1 byte");
    }

    /** Digits: no tool takes them for a command. */
    byte[] body(int round) {
        int size = cutsFinely() ? FEW_BYTES : is(Dimension.RECORDS, "16 KiB") ? MANY_BYTES : SOME_BYTES;
        Random random = new Random(31L * values.toString().hashCode() + round);
        byte[] body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = (byte) ('0' + random.nextInt(10));
        }
        return body;
    }

    /** All values that are not the plain ones of their dimension, except the first four, which are always told. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .filter(e -> e.getKey().compareTo(Dimension.CERTIFICATE) <= 0
                        || !e.getValue().equals(e.getKey().range().get(0)))
                .map(e -> e.getKey().compareTo(Dimension.CERTIFICATE) <= 0
                        ? e.getValue()
                        : e.getKey().title() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }
}
