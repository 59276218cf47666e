package org.handfast.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.handfast.crypto.Hash;

/**
 * Reads the files of one pass and remembers what was read: what is watched afterwards is exactly what was
 * looked at, and a file that changes under the pass is noticed. Not thread-safe.
 */
final class ReadFiles {
    /** Bytes a file may have. */
    static final int LARGEST = 10 * 1024 * 1024;

    private final Hash hash;
    private final Map<Path, Stamp> stamps = new LinkedHashMap<>();
    private final Map<Path, byte[]> contents = new LinkedHashMap<>();

    ReadFiles(Hash hash) {
        this.hash = hash;
    }

    /**
     * What a file was when it was looked at.
     *
     * @param present whether it could be read
     * @param modified time of its last change in nanoseconds since 1970
     * @param size its size in bytes
     * @param key the file system's identity of it, or empty text
     * @param digest hash of its content in hexadecimal, or empty text
     */
    record Stamp(boolean present, long modified, long size, String key, String digest) {
        static final Stamp ABSENT = new Stamp(false, 0, 0, "", "");

        /** Whether the cheap attributes are the same. */
        boolean sameAttributes(Stamp other) {
            return present == other.present && modified == other.modified && size == other.size
                    && key.equals(other.key);
        }
    }

    /**
     * The file's bytes, the same for each call of the pass.
     *
     * @throws IOException if it cannot be read or is larger than {@link #LARGEST}
     */
    byte[] read(Path file) throws IOException {
        byte[] known = contents.get(file);
        if (known != null) {
            return known;
        }
        stamps.put(file, Stamp.ABSENT);
        Stamp attributes = attributes(file);
        stamps.put(file, attributes);
        byte[] content = content(file);
        contents.put(file, content);
        stamps.put(file, withDigest(attributes, content));
        return content;
    }

    /** Everything looked at so far, unreadable files too. */
    Map<Path, Stamp> stamps() {
        return new TreeMap<>(stamps);
    }

    /** What the file is now, content included. */
    Stamp now(Path file) {
        Stamp attributes = attributesNow(file);
        try {
            return attributes.present ? withDigest(attributes, content(file)) : attributes;
        } catch (IOException | SecurityException e) {
            return attributes;
        }
    }

    /** What the file's attributes are now. */
    static Stamp attributesNow(Path file) {
        try {
            return attributes(file);
        } catch (IOException | SecurityException e) {
            return Stamp.ABSENT;
        }
    }

    private Stamp withDigest(Stamp stamp, byte[] content) {
        return new Stamp(true, stamp.modified, stamp.size, stamp.key, Hex.of(hash.digest(content)));
    }

    private static Stamp attributes(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        if (!Files.isReadable(file)) {
            throw new IOException("not readable");
        }
        long modified = found.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        return new Stamp(true, modified, found.size(), String.valueOf(found.fileKey()), "");
    }

    private static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("larger than " + LARGEST + " bytes");
            }
            return bytes;
        }
    }
}
