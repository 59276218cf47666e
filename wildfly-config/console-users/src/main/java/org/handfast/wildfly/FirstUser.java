package org.handfast.wildfly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.wildfly.security.auth.server.ModifiableRealmIdentity;
import org.wildfly.security.authz.Attributes;
import org.wildfly.security.authz.MapAttributes;
import org.wildfly.security.credential.PasswordCredential;

/** Makes the directory of users with the first one in it, whole or not at all. */
final class FirstUser {
    /** What the security domain's role decoder reads. */
    static final String ROLES = "roles";

    /** The role that the console asks for. */
    static final String ROLE = "handfast-admin";

    /** Letters and digits that nobody mistakes for one another: five bits each. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    /** 24 characters: 120 bits. */
    private static final int LENGTH = 24;

    private FirstUser() {}

    /** The user is written beside the directory, which then moves to its place in one step. */
    static char[] make(Path users) throws IOException {
        boolean absent = !Files.exists(users.getParent());
        Files.createDirectories(users.getParent());
        if (absent) { // the provider keeps its keys there and may come second
            ownerOnly(users.getParent());
        }
        Path draft = Files.createTempDirectory(users.getParent(), "users-");
        ownerOnly(draft);
        SecureRandom random = new SecureRandom();
        char[] password = password(random);
        ModifiableRealmIdentity identity =
                ConsoleUsers.files(draft).getRealmIdentityForUpdate(ConsoleUsers.named(ConsoleUsers.FIRST_USER));
        try {
            identity.create();
            identity.setCredentials(List.of(new PasswordCredential(HashedPasswords.hash(password, random))));
            identity.setAttributes(roles());
        } finally {
            identity.dispose();
        }
        Files.move(draft, users);
        return password;
    }

    private static Attributes roles() {
        MapAttributes attributes = new MapAttributes();
        attributes.addLast(ROLES, ROLE);
        return attributes;
    }

    private static char[] password(SecureRandom random) {
        char[] password = new char[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            password[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return password;
    }

    private static void ownerOnly(Path directory) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }
}
