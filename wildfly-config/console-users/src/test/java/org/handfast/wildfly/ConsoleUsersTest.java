package org.handfast.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.security.auth.server.ModifiableRealmIdentity;
import org.wildfly.security.auth.server.RealmIdentity;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.evidence.PasswordGuessEvidence;
import org.wildfly.security.password.interfaces.ClearPassword;

class ConsoleUsersTest {
    private static final Pattern SHOWN = Pattern.compile("user admin, password ([a-z2-9]{24})");

    @TempDir
    Path data;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void theFirstStartMakesAnAdministratorWhosePasswordIsShownOnce() throws Exception {
        ConsoleUsers first = start();
        String password = password();

        assertThat(verify(first, "admin", password)).isTrue();
        assertThat(verify(first, "admin", password.substring(1) + "x")).isFalse();
        assertThat(first.getRealmIdentity(ConsoleUsers.named("admin")).getAuthorizationIdentity()
                .getAttributes().get("roles")).containsExactly("handfast-admin");

        shown.reset();
        ConsoleUsers second = start();
        assertThat(shown.size()).isZero();
        assertThat(verify(second, "admin", password)).isTrue();
    }

    @Test
    void whatIsStoredHoldsNoPasswordAndIsTheOwnersAlone() throws Exception {
        start();
        Path users = data.resolve("handfast/users");

        assertThat(Files.getPosixFilePermissions(users))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        try (Stream<Path> files = Files.walk(users).filter(Files::isRegularFile)) {
            assertThat(files).isNotEmpty().allSatisfy(file ->
                    assertThat(file).content().doesNotContain(password()).contains("bcrypt"));
        }
    }

    @Test
    void aPasswordSetInTheClearIsStoredHashed() throws Exception {
        ConsoleUsers users = start();
        ModifiableRealmIdentity admin = users.getRealmIdentityForUpdate(ConsoleUsers.named("admin"));
        admin.setCredentials(List.of(new PasswordCredential(
                ClearPassword.createRaw(ClearPassword.ALGORITHM_CLEAR, "another".toCharArray()))));
        admin.dispose();

        assertThat(verify(users, "admin", "another")).isTrue();
        assertThat(verify(users, "admin", password())).isFalse();
        try (Stream<Path> files = Files.walk(data).filter(Files::isRegularFile)) {
            assertThat(files).isNotEmpty().allSatisfy(file ->
                    assertThat(file).content().contains("\"bcrypt\"").doesNotContain("\"clear\""));
        }
    }

    @Test
    void anEmptiedDirectoryGetsNoNewUser() throws Exception {
        Files.createDirectories(data.resolve("handfast/users"));
        ConsoleUsers users = start();

        assertThat(shown.size()).isZero();
        assertThat(users.getRealmIdentity(ConsoleUsers.named("admin")).exists()).isFalse();
    }

    @Test
    void anEmbeddedServerMakesNobody() throws Exception {
        System.setProperty("org.wildfly.logging.embedded", "false");
        try {
            ConsoleUsers users = start();
            assertThat(users.getRealmIdentity(ConsoleUsers.named("admin")).exists()).isFalse();
        } finally {
            System.clearProperty("org.wildfly.logging.embedded");
        }
        assertThat(shown.size()).isZero();
        assertThat(data.resolve("handfast")).doesNotExist();
    }

    @Test
    void withoutADirectoryItSaysSo() {
        assertThatThrownBy(() -> new ConsoleUsers().initialize(Map.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("\"path\"");
    }

    private ConsoleUsers start() throws Exception {
        ConsoleUsers users = new ConsoleUsers(new PrintStream(shown, true, StandardCharsets.UTF_8));
        users.initialize(Map.of("path", data.resolve("handfast/users").toString()));
        return users;
    }

    private String password() {
        Matcher matcher = SHOWN.matcher(shown.toString(StandardCharsets.UTF_8));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static boolean verify(ConsoleUsers users, String name, String password) throws Exception {
        RealmIdentity identity = users.getRealmIdentity(ConsoleUsers.named(name));
        return identity.verifyEvidence(new PasswordGuessEvidence(password.toCharArray()));
    }
}
