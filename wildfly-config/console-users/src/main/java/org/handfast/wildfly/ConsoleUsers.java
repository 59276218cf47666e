package org.handfast.wildfly;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Map;
import java.util.function.Function;
import org.wildfly.security.auth.SupportLevel;
import org.wildfly.security.auth.principal.NamePrincipal;
import org.wildfly.security.auth.realm.FileSystemSecurityRealm;
import org.wildfly.security.auth.server.ModifiableRealmIdentity;
import org.wildfly.security.auth.server.ModifiableRealmIdentityIterator;
import org.wildfly.security.auth.server.ModifiableSecurityRealm;
import org.wildfly.security.auth.server.RealmIdentity;
import org.wildfly.security.auth.server.RealmUnavailableException;
import org.wildfly.security.credential.Credential;
import org.wildfly.security.evidence.Evidence;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;

/**
 * The realm of the console's users: Elytron's realm of files, which at the first start of a server gets the user
 * {@value #FIRST_USER} with a random password. The password is shown once, on the process's own standard output:
 * a log file would keep it. Thread-safe once initialized.
 *
 * <p>Whether a start is the first one is decided by the directory of users: once it exists, no user is ever made.
 */
public final class ConsoleUsers implements ModifiableSecurityRealm {
    /** Name of the user made at the first start. */
    public static final String FIRST_USER = "admin";

    /** Key of the one setting: the directory that holds the users. */
    public static final String PATH = "path";

    /** Only an embedded server has this property; it configures and does not serve, and nobody reads its output. */
    private static final String EMBEDDED = "org.wildfly.logging.embedded";

    private final PrintStream console;
    private ModifiableSecurityRealm realm = new NoUsers();

    /** Shows the password on standard output, past the server's logging. */
    public ConsoleUsers() {
        this(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }

    ConsoleUsers(PrintStream console) {
        this.console = console;
    }

    /**
     * Called by Elytron before first use.
     *
     * @param configuration {@value #PATH}: the directory that holds the users
     * @throws IllegalArgumentException when {@value #PATH} is missing
     * @throws IOException when the first user cannot be written
     */
    public void initialize(Map<String, String> configuration) throws IOException {
        String path = configuration.get(PATH);
        if (path == null || path.isBlank()) {
            throw new IllegalArgumentException("handfast-users: the setting \"" + PATH + "\" is missing");
        }
        Path users = Path.of(path).toAbsolutePath();
        if (!Files.exists(users)) {
            if (System.getProperty(EMBEDDED) != null) {
                return;
            }
            char[] password = FirstUser.make(users);
            announce(password, users.resolveSibling("ca.pem"));
        }
        realm = files(users);
    }

    static FileSystemSecurityRealm files(Path users) {
        return FileSystemSecurityRealm.builder()
                .setRoot(users)
                .setLevels(1)
                .setEncoded(true)
                .setProviders(() -> new java.security.Provider[] {WildFlyElytronPasswordProvider.getInstance()})
                .build();
    }

    static Principal named(String user) {
        return new NamePrincipal(user);
    }

    private void announce(char[] password, Path authority) {
        console.println();
        console.println("  Handfast console: user " + FIRST_USER + ", password " + new String(password));
        console.println("  This is shown once. Another one: jboss-cli.sh -c \"/subsystem=elytron/"
                + "custom-modifiable-realm=handfast-users:set-password(identity=" + FIRST_USER
                + ",clear={password=...})\"");
        console.println("  Clients trust this server when they trust " + authority);
        console.println();
    }

    @Override
    public RealmIdentity getRealmIdentity(Principal principal) throws RealmUnavailableException {
        return realm.getRealmIdentity(principal);
    }

    @Override
    public RealmIdentity getRealmIdentity(Evidence evidence) throws RealmUnavailableException {
        return realm.getRealmIdentity(evidence);
    }

    @Override
    public RealmIdentity getRealmIdentity(Evidence evidence, Function<Principal, Principal> rewriter)
            throws RealmUnavailableException {
        return realm.getRealmIdentity(evidence, rewriter);
    }

    @Override
    public ModifiableRealmIdentity getRealmIdentityForUpdate(Principal principal) throws RealmUnavailableException {
        return HashedPasswords.of(realm.getRealmIdentityForUpdate(principal));
    }

    @Override
    public ModifiableRealmIdentityIterator getRealmIdentityIterator() throws RealmUnavailableException {
        return realm.getRealmIdentityIterator();
    }

    @Override
    public SupportLevel getCredentialAcquireSupport(
            Class<? extends Credential> type, String algorithm, AlgorithmParameterSpec parameters)
            throws RealmUnavailableException {
        return realm.getCredentialAcquireSupport(type, algorithm, parameters);
    }

    @Override
    public SupportLevel getEvidenceVerifySupport(Class<? extends Evidence> type, String algorithm)
            throws RealmUnavailableException {
        return realm.getEvidenceVerifySupport(type, algorithm);
    }

    /** Where there are no users yet and none may be made: knows nobody, accepts nobody. */
    private static final class NoUsers implements ModifiableSecurityRealm {
        @Override
        public RealmIdentity getRealmIdentity(Principal principal) {
            return RealmIdentity.NON_EXISTENT;
        }

        @Override
        public ModifiableRealmIdentityIterator getRealmIdentityIterator() {
            return ModifiableRealmIdentityIterator.emptyIterator();
        }

        @Override
        public SupportLevel getCredentialAcquireSupport(
                Class<? extends Credential> type, String algorithm, AlgorithmParameterSpec parameters) {
            return SupportLevel.UNSUPPORTED;
        }

        @Override
        public SupportLevel getEvidenceVerifySupport(Class<? extends Evidence> type, String algorithm) {
            return SupportLevel.UNSUPPORTED;
        }
    }
}
