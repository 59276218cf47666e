package org.handfast.jsse;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.handfast.failure.Reason;

/**
 * Whether a certificate was issued for the host the caller named (RFC 9525). Only subjectAltName counts,
 * never the common name; the reference name is the caller's text, never the result of a look-up.
 */
final class EndpointIdentity {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LIST = 200;
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private EndpointIdentity() {}

    /**
     * Checks the leaf against the host.
     *
     * @param algorithm {@code HTTPS} or {@code LDAPS}, in any case
     * @param host the caller's name: DNS name, also internationalised, or IP literal; null is a mismatch
     * @throws CertificateException if they do not match or the algorithm is unknown
     */
    static void check(String algorithm, String host, X509Certificate leaf) throws CertificateException {
        if (!algorithm.equalsIgnoreCase("HTTPS") && !algorithm.equalsIgnoreCase("LDAPS")) {
            throw new RefusedChain(
                    Reason.CERTIFICATE_HOST_MISMATCH, "Unknown endpoint identification algorithm " + algorithm);
        }
        if (host == null || host.isEmpty()) {
            throw new RefusedChain(
                    Reason.CERTIFICATE_HOST_MISMATCH, "No host name to check the certificate against");
        }
        Names names = Names.of(leaf);
        if (!matches(host, names)) {
            throw new RefusedChain(
                    Reason.CERTIFICATE_HOST_MISMATCH, "Certificate is not for " + host + " but for " + names);
        }
    }

    private static boolean matches(String host, Names names) {
        byte[] address = address(host);
        if (address != null) {
            return names.addresses.stream().anyMatch(a -> Arrays.equals(a, address));
        }
        String reference = dnsName(host);
        return reference != null && names.dns.stream().anyMatch(presented -> dnsMatches(presented, reference));
    }

    /**
     * Whether a presented DNS name covers a reference name.
     *
     * @param presented dNSName of a certificate; {@code *} counts only as the whole left-most label
     * @param reference ASCII, lower case, without trailing dot
     */
    static boolean dnsMatches(String presented, String reference) {
        String name = presented.toLowerCase(Locale.ROOT);
        if (!name.startsWith("*.")) {
            return isDnsName(name) && name.equals(reference);
        }
        String parent = name.substring(2);
        int dot = reference.indexOf('.');
        // RFC 9525 §6.3: one label only; "*.com" covers registries, not hosts, and is refused.
        return isDnsName(parent) && parent.indexOf('.') > 0 && dot > 0 && reference.substring(dot + 1).equals(parent);
    }

    /** The reference name in ASCII, lower case, without trailing dot; null if it cannot be a DNS name. */
    static String dnsName(String host) {
        String ascii;
        try {
            ascii = IDN.toASCII(host).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return null;
        }
        String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
        return isDnsName(name) ? name : null;
    }

    /** The address if the text is an IP literal, with or without brackets and zone; else null. Never a look-up. */
    static byte[] address(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String text = bracketed ? host.substring(1, host.length() - 1) : host;
        int zone = text.indexOf('%');
        if (zone > 0) {
            text = text.substring(0, zone);
        }
        if (text.indexOf(':') < 0 && !IPV4.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static boolean isDnsName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            return false;
        }
        String[] labels = name.split("\\.", -1);
        // A name that ends in a number is a mistyped address, not a host (RFC 3696 §2).
        return Arrays.stream(labels).allMatch(label -> LABEL.matcher(label).matches())
                && !NUMBER.matcher(labels[labels.length - 1]).matches();
    }

    /** What the certificate was issued for. */
    private record Names(List<String> dns, List<byte[]> addresses) {
        static Names of(X509Certificate leaf) throws RefusedChain {
            Names names = new Names(new ArrayList<>(), new ArrayList<>());
            try {
                Collection<List<?>> all = leaf.getSubjectAlternativeNames();
                for (List<?> entry : all == null ? List.<List<?>>of() : all) {
                    names.add((Integer) entry.get(0), entry.get(1));
                }
            } catch (CertificateParsingException e) {
                throw new RefusedChain(Reason.CERTIFICATE_NOT_PARSED, "Malformed subjectAltName", e);
            }
            return names;
        }

        private void add(int type, Object value) {
            if (type == DNS_NAME && value instanceof String name) {
                dns.add(name);
            } else if (type == IP_ADDRESS && value instanceof String text) {
                byte[] address = address(text);
                if (address != null) {
                    addresses.add(address);
                }
            }
        }

        @Override
        public String toString() {
            List<String> shown = new ArrayList<>(dns);
            for (byte[] address : addresses) {
                try {
                    shown.add(InetAddress.getByAddress(address).getHostAddress());
                } catch (UnknownHostException e) {
                    throw new AssertionError("an address of an address", e);
                }
            }
            if (shown.isEmpty()) {
                return "no host (it has no subject alternative names)";
            }
            String list = String.join(", ", shown).replaceAll("[^\\x20-\\x7E]", "?");
            return list.length() > LONGEST_LIST ? list.substring(0, LONGEST_LIST) + "..." : list;
        }
    }
}
