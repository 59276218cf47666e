package org.handfast.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A data base of certificates as NSS and browsers have it. */
final class NssStore {
    private NssStore() {}

    /** With our root, unless it is there. */
    static void make(Path directory, Path store, Pki pki) {
        if (Files.exists(store)) {
            return;
        }
        try {
            Files.createDirectories(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Tool.run(directory, List.of("certutil", "-N", "-d", "sql:" + store, "--empty-password"));
        Tool.run(directory, List.of("certutil", "-A", "-d", "sql:" + store, "-n", "root", "-t", "CT,C,C",
                "-i", pki.anchorFile().toString()));
    }

    /** With an identity, too. One is enough: several of the same subject would share a name. */
    static void make(Path directory, Path store, Pki pki, String name, Path chain, Path key) {
        if (Files.exists(store)) {
            return;
        }
        make(directory, store, pki);
        String file = store.resolve("identity.p12").toString();
        Tool.run(directory, List.of("openssl", "pkcs12", "-export", "-in", chain.toString(),
                "-inkey", key.toString(), "-name", name, "-out", file, "-passout", "pass:x"));
        Tool.run(directory, List.of("pk12util", "-i", file, "-d", "sql:" + store, "-W", "x", "-K", ""));
    }
}
