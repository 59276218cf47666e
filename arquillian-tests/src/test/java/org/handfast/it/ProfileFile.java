package org.handfast.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;

/** A server's profile file, edited by an administrator and put back afterwards. */
final class ProfileFile implements AutoCloseable {
    private final Path file;
    private final String original;

    ProfileFile() throws IOException {
        this.file = Server.profiles();
        this.original = Files.readString(file);
    }

    String original() {
        return original;
    }

    /** Replaces the file by the changed original, in one step. */
    void edit(UnaryOperator<String> change) throws IOException {
        String changed = change.apply(original);
        Assertions.assertThat(changed).isNotEqualTo(original);
        write(changed);
    }

    /** Adds a key to the profile {@code default}. */
    void set(String key, String value) throws IOException {
        edit(text -> with(text, key, value));
    }

    static String with(String text, String key, String value) {
        String line = "  " + key + ": " + value + "\n";
        return text.replaceFirst("  side: server\n", "  side: server\n" + line.replace("\\", "\\\\"));
    }

    /** The profile {@code default} with another certificate. */
    static String withCertificate(String text, Path certificate, Path key) {
        return text.replaceFirst("- \\{certificate: .*\\}",
                "- {certificate: '" + certificate + "', key: '" + key + "'}");
    }

    @Override
    public void close() throws IOException {
        write(original);
    }

    private void write(String text) throws IOException {
        Path draft = file.resolveSibling("handfast.yaml.draft");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
