package org.handfast.credential.source;

import java.util.regex.Pattern;

/** Numeric addresses to bytes, without asking a resolver: dotted IPv4, and the IPv6 loopback. */
final class AddressBytes {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final int IPV6_BYTES = 16;

    private AddressBytes() {}

    /** The bytes, or none for anything else. */
    static byte[] of(String text) {
        if (text.equals("::1")) {
            byte[] loopback = new byte[IPV6_BYTES];
            loopback[IPV6_BYTES - 1] = 1;
            return loopback;
        }
        if (!IPV4.matcher(text).matches()) {
            return new byte[0];
        }
        String[] parts = text.split("\\.");
        byte[] address = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return address;
    }
}
