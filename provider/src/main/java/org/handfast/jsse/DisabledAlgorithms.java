package org.handfast.jsse;

import java.security.Security;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * A list such as {@code jdk.tls.disabledAlgorithms} of the JDK's security properties: names, wildcards, key
 * sizes and usages. Conditions that only a certificate can meet ({@code jdkCA}, {@code denyAfter}) do not
 * disable a code point. Immutable.
 */
final class DisabledAlgorithms {
    /** Usage of a signature in the handshake itself. */
    static final String HANDSHAKE = "HandshakeSignature";

    /** Usage of a signature inside a chain. */
    static final String CERTIFICATE = "CertificateSignature";

    private static final String INCLUDE = "include";
    private static final Set<String> OF_CERTIFICATES = Set.of("jdkca", "denyafter");

    private final List<Rule> rules;

    private DisabledAlgorithms(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The rules of a security property; none if it is not set. */
    static DisabledAlgorithms property(String name) {
        List<Rule> rules = new ArrayList<>();
        read(Security.getProperty(name), rules);
        return new DisabledAlgorithms(rules);
    }

    /** The rules of a text in the property's form. */
    static DisabledAlgorithms of(String text) {
        List<Rule> rules = new ArrayList<>();
        read(text, rules);
        return new DisabledAlgorithms(rules);
    }

    /**
     * Whether something is disabled.
     *
     * @param names all names and parts it is known by
     * @param bits size of its key; 0: it has none
     * @param usage {@link #HANDSHAKE}, {@link #CERTIFICATE} or empty text
     */
    boolean disables(Collection<String> names, int bits, String usage) {
        return rules.stream().anyMatch(rule -> rule.applies(names, bits, usage));
    }

    private static void read(String text, List<Rule> rules) {
        if (text == null) {
            return;
        }
        String list = text.strip();
        if (list.length() > 1 && list.startsWith("\"") && list.endsWith("\"")) {
            list = list.substring(1, list.length() - 1);
        }
        for (String entry : list.split(",")) {
            String[] words = entry.strip().split("\\s+");
            if (words[0].equals(INCLUDE) && words.length > 1) {
                read(Security.getProperty(words[1]), rules);
            } else if (!words[0].isEmpty()) {
                Rule rule = rule(words);
                rules.add(rule);
            }
        }
    }

    private static Rule rule(String[] words) {
        Pattern name = Pattern.compile(
                Pattern.quote(words[0]).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE);
        IntPredicate sizes = null;
        List<String> usages = new ArrayList<>();
        boolean ofCertificates = false;
        for (int i = 1; i < words.length; i++) {
            String word = words[i].toLowerCase(Locale.ROOT);
            if (word.equals("keysize") && i + 2 < words.length) {
                sizes = sizes(words[i + 1], words[i + 2]);
                i += 2;
            } else if (OF_CERTIFICATES.contains(word)) {
                ofCertificates = true;
            } else if (!word.equals("usage") && !word.equals("&")) {
                usages.add(words[i]);
            }
        }
        return new Rule(name, sizes, ofCertificates ? List.of("never") : List.copyOf(usages));
    }

    private static IntPredicate sizes(String operator, String number) {
        int limit = Integer.parseInt(number);
        return switch (operator) {
            case "<" -> bits -> bits < limit;
            case "<=" -> bits -> bits <= limit;
            case ">" -> bits -> bits > limit;
            case ">=" -> bits -> bits >= limit;
            case "==" -> bits -> bits == limit;
            case "!=" -> bits -> bits != limit;
            default -> throw new IllegalArgumentException("Unknown operator in disabled algorithms: " + operator);
        };
    }

    /** One entry; {@code sizes} is null where it names no size, {@code usages} empty where it names none. */
    private record Rule(Pattern name, IntPredicate sizes, List<String> usages) {
        boolean applies(Collection<String> names, int bits, String usage) {
            return (usages.isEmpty() || usages.stream().anyMatch(usage::equalsIgnoreCase))
                    && (sizes == null || bits > 0 && sizes.test(bits))
                    && names.stream().anyMatch(candidate -> name.matcher(candidate).matches());
        }
    }
}
