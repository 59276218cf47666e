package org.handfast.requirements;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an RFC: either as published in plain text ({@code rfc5246.txt}) or the Markdown it was made from
 * ({@code rfc9846.md}). Finds every keyword that demands something, with section, ordinal and sentence.
 */
final class RfcText {
    private static final Pattern KEYWORD = Pattern.compile("\\b(MUST NOT|MUST|SHALL NOT|SHALL|REQUIRED)\\b");
    private static final Pattern PLAIN_HEADING =
            Pattern.compile("(?:Appendix )?(\\d+(?:\\.\\d+)*|[A-Z](?:\\.\\d+)+|(?<=Appendix )[A-Z])\\.?\\s+\\S.*");
    private static final Pattern MARKDOWN_HEADING = Pattern.compile("(#+) +.*");
    private static final Pattern PAGE_EDGE =
            Pattern.compile(".*\\[Page \\d+]|RFC \\d+ .* (?:January|February|March|April|May|June|July|August"
                    + "|September|October|November|December) \\d{4}");
    private static final Pattern ITEM = Pattern.compile("(?:[-*o+•:]|\\d+[.)]|[a-z][.)])\\s+\\S.*");
    private static final Pattern SENTENCE_END =
            Pattern.compile("(?<=[.!?][\")]?)(?<!i\\.e\\.|e\\.g\\.|cf\\.|vs\\.)\\s+(?=[A-Z\"(\\[{\\d_])");
    private static final Pattern SENTENCE_OVER = Pattern.compile("[.:;!?)\"] $");
    private static final Pattern REFERENCES =
            Pattern.compile("\\{\\{[^}]*}}|\\[[^]]*]|(?:Section|Appendix|Appendices|Sections) [A-Z0-9.]+\\b");
    private static final String CONVENTIONS = "The key words";

    private final List<Found> found = new ArrayList<>();
    private final StringBuilder paragraph = new StringBuilder();
    private final int[] depth = new int[8];
    private boolean appendices;
    private boolean gap;
    private boolean pageTurned;
    private String section = "";
    private int ordinal;

    /** A keyword found, and the sentence it stands in. */
    record Found(String section, int ordinal, String keyword, String sentence) {
        /** First eight hex digits of SHA-256 of letters and digits of the sentence, without references. */
        String digest() {
            String plain = REFERENCES.matcher(sentence).replaceAll("").toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]", "");
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash, 0, 4);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private RfcText() {
    }

    /** Reads one RFC; the name's ending says which form it has. */
    static List<Found> read(Path file) throws IOException {
        RfcText text = new RfcText();
        List<String> lines = Files.readAllLines(file);
        if (file.toString().endsWith(".md")) {
            text.markdown(lines);
        } else {
            text.plain(lines);
        }
        text.end();
        return text.found;
    }

    private void plain(List<String> lines) {
        for (String line : lines) {
            String bare = line.replace("\f", "").stripTrailing();
            Matcher match = PLAIN_HEADING.matcher(bare);
            boolean heading = match.matches() && !bare.contains("...");
            if (heading) {
                enter(match.group(1));
            } else if (PAGE_EDGE.matcher(bare).matches()) {
                pageTurned = true;
            } else {
                line(bare);
            }
        }
    }

    private void markdown(List<String> lines) {
        boolean body = false;
        for (String line : lines) {
            Matcher heading = MARKDOWN_HEADING.matcher(line);
            if (line.equals("--- middle")) {
                body = true;
            } else if (line.equals("--- back")) {
                appendices = true;
                depth[1] = 0;
            } else if (body && heading.matches()) {
                enter(number(heading.group(1).length()));
            } else if (body) {
                line(line.replaceAll("[`]|\\*\\*", ""));
            }
        }
    }

    private String number(int level) {
        depth[level]++;
        for (int i = level + 1; i < depth.length; i++) {
            depth[i] = 0;
        }
        StringBuilder number = new StringBuilder();
        number.append(appendices ? (char) ('A' + depth[1] - 1) : String.valueOf(depth[1]));
        for (int i = 2; i <= level; i++) {
            number.append('.').append(depth[i]);
        }
        return number.toString();
    }

    private void enter(String next) {
        end();
        section = next;
        ordinal = 0;
        gap = false;
    }

    private void line(String line) {
        String bare = line.strip();
        if (bare.isEmpty()) {
            gap = true;
            return;
        }
        boolean goesOn = pageTurned && !SENTENCE_OVER.matcher(paragraph).find();
        if (gap && !goesOn || ITEM.matcher(bare).matches()) {
            end();
        }
        gap = false;
        pageTurned = false;
        paragraph.append(bare).append(' ');
    }

    /** A paragraph is over: its sentences are looked through. */
    private void end() {
        String whole = paragraph.toString().strip();
        paragraph.setLength(0);
        if (whole.startsWith(CONVENTIONS)) {
            return;
        }
        for (String sentence : SENTENCE_END.split(whole)) {
            Matcher keyword = KEYWORD.matcher(sentence);
            while (keyword.find()) {
                ordinal++;
                found.add(new Found(section, ordinal, keyword.group(), sentence));
            }
        }
    }
}
