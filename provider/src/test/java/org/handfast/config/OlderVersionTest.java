package org.handfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.config.ProfileFolder.server;

import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.handfast.crypto.Suite12;
import org.handfast.engine.TlsContext;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.policy.Policy;
import org.handfast.policy.Profiles;
import org.handfast.policy.RecordPadding;
import org.handfast.policy.WireRules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a profile says of TLS 1.2, of legacy suites until their last day, and of the wire. */
class OlderVersionTest {
    private static final CipherSuite OLD = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA;
    private static final String LEGACY =
            "legacy: {suites: [" + OLD + "], reason: the scanner in the basement, expires: 2027-03-31}";

    @TempDir
    private Path directory;

    private final Hand hand = new Hand();

    @Test
    void aTemplateWithoutTls12GetsTheUsualSuites() {
        Policy policy = policy("versions: [TLSv1.2, TLSv1.3]");
        assertThat(policy.versions()).containsExactly(ProtocolVersion.TLS13, ProtocolVersion.TLS12);
        assertThat(policy.suites()).isEqualTo(Profiles.COMPATIBLE_2026_08.suites());
        assertThat(policy.schemes()).anyMatch(SignatureScheme::isPkcs1);
        assertThat(policy.rules()).isEqualTo(WireRules.STANDARD);
    }

    @Test
    void oneVersionAlone() {
        Policy newer = policy("extends: compatible", "versions: [TLSv1.3]");
        assertThat(newer.suites()).isNotEmpty().allMatch(CipherSuite::isTls13);
        assertThat(newer.schemes()).noneMatch(SignatureScheme::isPkcs1);
        Policy older = policy("extends: fips", "versions: [TLSv1.2]");
        assertThat(older.versions()).containsExactly(ProtocolVersion.TLS12);
        assertThat(older.suites()).hasSize(4).allMatch(suite -> suite.toString().contains("_GCM_"));
    }

    /** Whoever names only newer suites has said which version is meant. */
    @Test
    void namedSuitesDecideTheVersions() {
        Policy policy = policy("extends: compatible", "suites: [TLS_AES_256_GCM_SHA384]");
        assertThat(policy.versions()).containsExactly(ProtocolVersion.TLS13);
    }

    @Test
    void rulesOfTheWire() {
        Policy policy = policy("extends: compatible", "extendedMainSecret: {required: false, reason: a printer}",
                "grease: true", "paddingBlock: 512", "recordSizeLimit: 4096");
        assertThat(policy.rules())
                .isEqualTo(new WireRules(false, true, new RecordPadding(512), OptionalInt.of(4096)));
        assertThat(policy.name()).isEqualTo("compatible-2026-08+web");
        assertThat(only(pass("extends: compatible", "extendedMainSecret: {required: false, reason: x}")).warnings())
                .singleElement().asString().contains("extended_master_secret");
    }

    @Test
    void legacySuitesComeLastAndAreCalledARisk() {
        ProfileTerms terms = only(pass("extends: compatible", LEGACY));
        Policy policy = terms.context().policy();
        assertThat(policy.suites()).hasSize(10).last().isEqualTo(OLD);
        assertThat(policy.serverOrder()).as("clients get the best they know").isTrue();
        assertThat(terms.warnings()).singleElement().asString()
                .contains("2027-03-31", OLD.toString(), "the scanner in the basement");
    }

    @Test
    void afterTheLastDayTheyAreLeftOutAndTheRestServes() {
        hand.now = Instant.parse("2027-03-31T23:59:59Z");
        ProfileTerms last = only(pass("extends: compatible", LEGACY));
        assertThat(last.context().policy().suites()).contains(OLD);
        assertThat(last.context().catalog().suite12(OLD)).isPresent();
        assertThat(last.warnings()).singleElement().asString().contains("end soon", "2027-03-31");
        hand.now = Instant.parse("2027-04-01T00:00:00Z");
        Pass pass = pass("extends: compatible", LEGACY);
        assertThat(pass.problems()).isEmpty();
        assertThat(pass.next()).isEmpty();
        assertThat(only(pass).context().policy().suites()).isEqualTo(Profiles.COMPATIBLE_2026_08.suites());
        assertThat(only(pass).warnings()).singleElement().asString().contains("expired after 2027-03-31");
        assertThat(only(pass).context().catalog().suite12(OLD)).as("nothing is left to reach it by").isEmpty();
    }

    @Test
    @DisplayName("N-2: a profile has the legacy suites it names, and no others")
    void onlyWhatIsNamedIsThere() {
        List<CipherSuite> all = CipherSuite.known().stream().filter(CipherSuite::isLegacy).toList();
        assertThat(all).hasSize(18);
        for (CipherSuite one : all) {
            TlsContext context = only(pass("extends: compatible",
                    "legacy: {suites: [" + one + "], reason: x, expires: 2027-03-31}")).context();
            assertThat(context.catalog().suites12()).extracting(Suite12::suite).filteredOn(CipherSuite::isLegacy)
                    .containsExactly(one);
            assertThat(context.policy().suites()).filteredOn(CipherSuite::isLegacy).containsExactly(one);
        }
        TlsContext none = only(pass("extends: compatible")).context();
        assertThat(none.catalog().suites12()).extracting(Suite12::suite).noneMatch(CipherSuite::isLegacy);
        assertThat(Environment.standard().catalog().suites12()).extracting(Suite12::suite)
                .noneMatch(CipherSuite::isLegacy);
    }

    /** The watch warns by itself, thirty days ahead. */
    @Test
    void theLastThirtyDaysAreAnnounced() {
        assertThat(pass("extends: compatible", LEGACY).next()).contains(Instant.parse("2027-03-02T00:00:00Z"));
        hand.now = Instant.parse("2027-03-02T00:00:00Z");
        Pass pass = pass("extends: compatible", LEGACY);
        assertThat(only(pass).warnings()).singleElement().asString().contains("end soon");
        assertThat(pass.next()).contains(Instant.parse("2027-04-01T00:00:00Z"));
    }

    /** The JDK's list binds profiles; whoever set one up is told (security rule N-8). */
    @Test
    void whatJavaForbidsIsSaid() {
        String before = Security.getProperty("jdk.tls.disabledAlgorithms");
        try {
            Security.setProperty("jdk.tls.disabledAlgorithms", "SSLv3, TLS_ECDHE_RSA_*_CBC_*, RC4");
            assertThat(only(pass("extends: compatible", LEGACY)).warnings()).hasSize(2).last().asString()
                    .contains("jdk.tls.disabledAlgorithms", OLD.toString());
        } finally {
            Security.setProperty("jdk.tls.disabledAlgorithms", before);
        }
    }

    /** No file changes at midnight: the watch looks at the clock as well. */
    @Test
    void theLastDayEndsByItself() {
        ProfileFolder folder = new ProfileFolder(directory);
        folder.write("handfast.yaml", server("web", "extends: compatible", LEGACY));
        List<Integer> suites = new ArrayList<>();
        Watch watch = new Watch(folder.yaml, environment(), new Watch.Target() {
            @Override
            public void accept(Pass pass) {
                suites.add(only(pass).context().policy().suites().size());
            }

            @Override
            public boolean inForce(ProfileTerms terms) {
                return true;
            }
        });
        watch.now();
        watch.tick();
        hand.now = Instant.parse("2027-04-01T00:00:00Z");
        for (int i = 0; i < 5; i++) {
            watch.tick();
        }
        assertThat(suites).containsExactly(10, 9);
    }

    private Policy policy(String... lines) {
        return only(pass(lines)).context().policy();
    }

    private Pass pass(String... lines) {
        ProfileFolder folder = new ProfileFolder(directory);
        folder.write("handfast.yaml", server("web", lines));
        return Pass.over(folder.yaml, environment(), terms -> true);
    }

    private static ProfileTerms only(Pass pass) {
        assertThat(pass.problems()).isEmpty();
        assertThat(pass.good()).hasSize(1);
        return pass.good().get(0);
    }

    private Environment environment() {
        Environment real = Environment.standard();
        return new Environment(real.catalog(), real.randomness(), real.nanoTime(), hand, real.variables(),
                real.observed(), real.selfCheck());
    }

    /** A clock moved by hand. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-24T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
