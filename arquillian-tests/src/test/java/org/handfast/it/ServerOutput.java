package org.handfast.it;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Keeps a copy of what the server prints: the first password of the console is shown there and nowhere else.
 * Listens before the first test, since the server starts before it.
 */
public final class ServerOutput implements LauncherSessionListener {
    private static final Pattern PASSWORD = Pattern.compile("user admin, password (\\S+)");
    private static final ByteArrayOutputStream COPY = new ByteArrayOutputStream();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(new Both(out), true, StandardCharsets.UTF_8));
    }

    /** All that was printed so far. */
    static String text() {
        return COPY.toString(StandardCharsets.UTF_8);
    }

    /** The password that the first start of the shared server printed. */
    static String adminPassword() {
        Matcher matcher = PASSWORD.matcher(text());
        if (!matcher.find()) {
            throw new AssertionError("The server printed no password at its first start");
        }
        return matcher.group(1);
    }

    private static final class Both extends OutputStream {
        private final PrintStream shown;

        Both(PrintStream shown) {
            this.shown = shown;
        }

        @Override
        public void write(int b) throws IOException {
            shown.write(b);
            COPY.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            shown.write(bytes, offset, length);
            COPY.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            shown.flush();
        }
    }
}
