package org.handfast.config;

import java.nio.file.Files;
import java.nio.file.Path;
import org.handfast.failure.Reason;

/** Where the profile file of this process is, and its making at the very first start inside WildFly. */
final class StandardFile {
    private static final String CONFIG_DIRECTORY = "jboss.server.config.dir";
    private static final String DATA_DIRECTORY = "jboss.server.data.dir";

    private StandardFile() {}

    static synchronized Path find() {
        Path file = named();
        String data = System.getProperty(DATA_DIRECTORY);
        boolean first = data != null && file.getFileName().toString().equals(TlsRegistry.FILE_NAME)
                && !Files.exists(file);
        if (first) {
            FirstStart.Result made = FirstStart.prepare(file.toAbsolutePath().getParent(), Path.of(data));
            Listeners.LOG.log(System.Logger.Level.INFO, made.advice());
        }
        return file;
    }

    private static Path named() {
        String path = System.getProperty(TlsRegistry.PROPERTY);
        if (path != null && !path.isBlank()) {
            return Path.of(path);
        }
        String directory = System.getProperty(CONFIG_DIRECTORY);
        if (directory == null) {
            throw Reason.CONFIGURATION_INVALID.with(
                    "why", "no profile file is named", "fix", "set system property " + TlsRegistry.PROPERTY);
        }
        return Path.of(directory, TlsRegistry.FILE_NAME);
    }
}
