package org.handfast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.handfast.credential.source.PemSource;
import org.handfast.policy.Policy;
import org.handfast.policy.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
    @TempDir
    private Path directory;

    @Test
    void makesWhatAServerNeedsOnce() throws IOException {
        FirstStart.Result made = FirstStart.prepare(directory.resolve("configuration"), directory.resolve("data"));
        assertThat(made.created()).hasSize(5).allSatisfy(file -> assertThat(file).exists());
        assertThat(made.advice()).contains(made.authority().toString(), "curl --cacert");
        FirstStart.Result again = FirstStart.prepare(directory.resolve("configuration"), directory.resolve("data"));
        assertThat(again.created()).isEmpty();
        try (var files = Files.list(made.authority().getParent())) {
            assertThat(files).as("no temporary file is left").hasSize(4);
        }
    }

    @Test
    void theProfilesWorkAtOnce() {
        FirstStart.Result made = FirstStart.prepare(directory, directory);
        try (TlsRegistry registry = TlsRegistry.of(made.profiles())) {
            assertThat(registry.problems()).isEmpty();
            assertThat(registry.profiles()).extracting(Profile::name).containsExactly("client", "default");
        }
    }

    /** Scanners ask for it, and whoever reads the file sees it. */
    @Test
    void theServersOrderOfSuitesCounts() {
        try (TlsRegistry registry = TlsRegistry.of(FirstStart.prepare(directory, directory).profiles())) {
            Policy policy = registry.profile("default").current().context().policy();
            assertThat(policy.serverOrder()).isTrue();
            assertThat(policy.suites()).isEqualTo(Profiles.COMPATIBLE_2026_08.suites());
        }
    }

    @Test
    void keysBelongToTheirOwner() throws IOException {
        Path keys = FirstStart.prepare(directory, directory).authority().getParent();
        assertThat(permissions(keys)).isEqualTo("rwx------");
        assertThat(permissions(keys.resolve("server-key.pem"))).isEqualTo("rw-------");
        assertThat(permissions(keys.resolve("ca-key.pem"))).isEqualTo("rw-------");
    }

    @Test
    void whatExistsIsLeftAlone() throws IOException {
        Files.writeString(directory.resolve("handfast.yaml"), "mine");
        FirstStart.prepare(directory, directory);
        assertThat(directory.resolve("handfast.yaml")).hasContent("mine");
    }

    @Test
    void thePlatformAcceptsTheChain() throws IOException, GeneralSecurityException {
        Path keys = FirstStart.prepare(directory, directory).authority().getParent();
        X509Certificate authority = read(keys.resolve("ca.pem"));
        X509Certificate server = read(keys.resolve("server.pem"));
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(server.getKeyUsage()).startsWith(true, false);
        assertThat(server.getSubjectAlternativeNames())
                .contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(server.getSerialNumber()).isPositive();
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        assertThat(CertPathValidator.getInstance("PKIX").validate(
                CertificateFactory.getInstance("X.509").generateCertPath(List.of(server)), parameters)).isNotNull();
    }

    private static X509Certificate read(Path file) throws IOException {
        return PemSource.certificates(Files.readAllBytes(file)).get(0);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
