package org.handfast.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.handfast.jsse.HandfastProvider;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a fresh JVM shows: system properties, a small heap, other positions, few modules, two class loaders. */
class ChildJvmTest {
    @TempDir
    static Path directory;

    private static final String PASSWORD = new String(Identity.PASSWORD);
    private static ChildJvm child;
    private static Path store;

    @BeforeAll
    static void prepare() throws Exception {
        child = new ChildJvm(directory);
        Authority root = Certificates.authority("Child Root");
        KeyStore both = root.issue("localhost").dns("localhost").make().keyStore();
        both.setCertificateEntry("root", root.certificate());
        store = child.store("both.p12", both);
    }

    @Test
    void defaultContextFollowsTheSystemProperties() throws Exception {
        Map<String, String> found = scene(List.of(
                "-Djavax.net.ssl.keyStore=" + store,
                "-Djavax.net.ssl.keyStorePassword=" + PASSWORD,
                "-Djavax.net.ssl.keyStoreType=PKCS12",
                "-Djavax.net.ssl.trustStore=" + store,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-Djavax.net.ssl.trustStoreType=PKCS12"), "properties");
        assertThat(found)
                .containsEntry("provider", "Handfast")
                .containsEntry("once", "true")
                .containsEntry("answer", "7");
        assertThat(found.get("factory")).startsWith("org.handfast.jsse.");
    }

    @Test
    void storesNamedNoneHoldNothing() throws Exception {
        Map<String, String> found = scene(List.of(
                "-Djavax.net.ssl.keyStore=NONE",
                "-Djavax.net.ssl.keyStoreType=PKCS12",
                "-Djavax.net.ssl.trustStore=NONE"), "properties");
        assertThat(found).containsEntry("provider", "Handfast").containsEntry("answer", "refused");
    }

    /** The JDK's property that names a factory wins over every provider. */
    @Test
    void factoryNamedBySecurityPropertyIsUsed() throws Exception {
        Path security = Files.writeString(directory.resolve("factory.security"),
                "ssl.SocketFactory.provider=" + NamedFactory.class.getName() + "\n");
        Map<String, String> found = scene(List.of(
                "-Djava.security.properties=" + security,
                "-Djavax.net.ssl.keyStore=" + store,
                "-Djavax.net.ssl.keyStorePassword=" + PASSWORD,
                "-Djavax.net.ssl.trustStore=" + store,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD), "properties");
        assertThat(found).containsEntry("factory", NamedFactory.class.getName()).containsEntry("answer", "7");
    }

    @Test
    void abandonedEnginesAndOldSessionsAreGarbage() throws Exception {
        Map<String, String> found = scene(List.of("-Xmx48m", "-XX:+UseSerialGC"), "memory", store.toString(), PASSWORD);
        assertThat(found).containsEntry("abandoned", "20000").containsEntry("listed", "true");
    }

    @ParameterizedTest
    @CsvSource({"1, first", "-1, last", "0, none"})
    void worksAtEveryPosition(int position, String expected) throws Exception {
        Map<String, String> found =
                scene(List.of(), "position", store.toString(), PASSWORD, Integer.toString(position));
        assertThat(found).containsEntry("position", expected);
        assertThat(found.get("session")).startsWith("TLSv1.3");
    }

    @Test
    void worksInAJavaOfFewModules() throws Exception {
        Map<String, String> found = scene(
                List.of("--limit-modules", fewModules()), "position", store.toString(), PASSWORD, "0");
        assertThat(found)
                .hasEntrySatisfying("session", session -> assertThat(session).startsWith("TLSv1.3"))
                .containsEntry("desktop", "false")
                .containsEntry("unsupported", "false");
    }

    @Test
    void twoClassLoadersTwoProviders() throws Exception {
        String classes = ChildJvm.codeSource(HandfastProvider.class) + File.pathSeparator
                + ChildJvm.codeSource(BouncyCastleProvider.class);
        assertThat(scene(List.of(), "loaders", classes))
                .containsEntry("apart", "true")
                .containsEntry("left", "true")
                .containsEntry("right", "true");
    }

    @Test
    void aBadProviderLineFailsLoudly() throws Exception {
        Path security = Files.writeString(directory.resolve("words.security"),
                "security.provider.1=Handfast two words\n");
        Map<String, String> found = scene(List.of("-Djava.security.properties=" + security), "argument");
        assertThat(found).doesNotContainKey("provider");
        assertThat(found.get("refused")).contains("one profile").contains("two words");
    }

    /** What the engine itself needs: on 17 the JDK keeps its elliptic curves in a module of their own. */
    private static String fewModules() {
        return Runtime.version().feature() < 22 ? "java.base,jdk.crypto.ec" : "java.base";
    }

    private static Map<String, String> scene(List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-cp", ChildJvm.classPath(), ChildMain.class.getName()));
        command.addAll(List.of(arguments));
        return child.run(command);
    }

    /** An application's own factory. */
    public static final class NamedFactory extends DelegatingFactory {
        /** For the JDK. */
        public NamedFactory() {
            super(new HandfastProvider());
        }
    }
}
