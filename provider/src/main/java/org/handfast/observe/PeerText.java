package org.handfast.observe;

/** Text that came from a peer, made safe for logs, consoles and events: printable, at most 256 characters. */
final class PeerText {
    private static final int LONGEST = 256;

    private PeerText() {}

    static String safe(String text) {
        if (text == null) {
            return "";
        }
        StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            safe.append(c < 0x20 || c == 0x7F || c >= 0x80 && !Character.isLetterOrDigit(c) ? '?' : c);
        }
        return safe.toString();
    }
}
