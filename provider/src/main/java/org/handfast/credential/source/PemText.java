package org.handfast.credential.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.handfast.failure.Reason;

/** The blocks of a PEM text (RFC 7468); text between blocks is ignored, headers inside blocks are refused. */
final class PemText {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int MOST_BLOCKS = 1000;

    private PemText() {}

    /** A block: what its label says it is, and its DER bytes. Printed without the bytes. */
    record Block(String label, byte[] der) {
        @Override
        public String toString() {
            return "Block[" + label + "]";
        }
    }

    static List<Block> blocks(byte[] text) {
        List<Block> blocks = new ArrayList<>();
        String label = null;
        StringBuilder base64 = new StringBuilder();
        for (String raw : new String(text, StandardCharsets.ISO_8859_1).split("\\R")) {
            String line = raw.strip();
            if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
                label = begin(label, line);
                base64.setLength(0);
            } else if (label != null && line.equals(END + label + DASHES)) {
                add(blocks, label, base64);
                label = null;
            } else if (label != null) {
                base64.append(plain(line));
            }
        }
        if (label != null) {
            throw unreadable("the block " + label + " has no end");
        }
        return blocks;
    }

    private static String begin(String open, String line) {
        if (open != null) {
            throw unreadable("the block " + open + " has no end");
        }
        return line.substring(BEGIN.length(), Math.max(BEGIN.length(), line.length() - DASHES.length()));
    }

    private static void add(List<Block> blocks, String label, StringBuilder base64) {
        if (blocks.size() == MOST_BLOCKS) {
            throw unreadable("more than " + MOST_BLOCKS + " blocks");
        }
        try {
            blocks.add(new Block(label, Base64.getDecoder().decode(base64.toString())));
        } catch (IllegalArgumentException e) {
            throw unreadable("the block " + label + " is not Base64");
        }
    }

    private static String plain(String line) {
        if (line.indexOf(':') >= 0) {
            throw unreadable("a block has headers, so its key is encrypted in the old way of OpenSSL");
        }
        return line;
    }

    private static RuntimeException unreadable(String why) {
        return Reason.CREDENTIAL_UNREADABLE.with("why", why);
    }
}
