package org.handfast.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.handfast.crypto.Catalog;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A dated policy never changes: its snapshot file is part of what users rely on. */
class ProfileSnapshotTest {
    static Stream<Policy> dated() {
        return Profiles.dated().stream();
    }

    @ParameterizedTest
    @MethodSource("dated")
    void isWhatItWas(Policy policy) throws IOException {
        assertThat(text(policy)).isEqualTo(snapshot(policy.name()));
    }

    @Test
    void aliasesPointAtTheNewest() {
        assertThat(Profiles.named("modern")).contains(Profiles.MODERN_2026_08);
        assertThat(Profiles.named("compatible")).contains(Profiles.COMPATIBLE_2026_08);
        assertThat(Profiles.named("fips")).contains(Profiles.FIPS_2026_08);
        assertThat(Profiles.named("modern-2026-08")).contains(Profiles.MODERN_2026_08);
        assertThat(Profiles.named("Modern")).isEmpty();
        assertThat(Profiles.names()).hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("dated")
    void holdsTogether(Policy policy) {
        assertThat(policy.groups()).doesNotHaveDuplicates().containsAll(policy.keyShares());
        assertThat(policy.suites()).doesNotHaveDuplicates().isNotEmpty();
        assertThat(policy.schemes())
                .doesNotHaveDuplicates()
                .doesNotContain(SignatureScheme.RSA_PKCS1_SHA1, SignatureScheme.ECDSA_SHA1);
        assertThat(policy.schemes().stream().anyMatch(SignatureScheme::isPkcs1))
                .isEqualTo(policy.versions().contains(ProtocolVersion.TLS12));
        assertThat(policy.suites()).allMatch(suite -> suite.isTls13() || suite.toString().startsWith("TLS_ECDHE_"));
        assertThat(policy.suites()).allMatch(suite -> suite.toString().matches(".*(GCM|POLY1305).*"));
        assertThat(policy.coherent()).isEqualTo(policy);
        assertThat(policy.certificateSchemes()).containsAll(policy.schemes());
    }

    @Test
    void anyPolicyCanHaveTls12() {
        Policy both = Profiles.withTls12(Profiles.MODERN_2026_08);
        assertThat(both.versions()).isEqualTo(Profiles.COMPATIBLE_2026_08.versions());
        assertThat(both.suites()).isEqualTo(Profiles.COMPATIBLE_2026_08.suites());
        assertThat(both.schemes()).isEqualTo(Profiles.COMPATIBLE_2026_08.schemes());
        assertThat(both.groupTiers()).isEqualTo(Profiles.MODERN_2026_08.groupTiers());
        assertThat(Profiles.withTls12(Profiles.FIPS_2026_08)).isSameAs(Profiles.FIPS_2026_08);
    }

    @Test
    void narrowingKeepsOnlyWhatHasASource() {
        Policy left = Profiles.MODERN_2026_08.narrowedTo(new Catalog(List.of(), List.of(), List.of(), List.of()));
        assertThat(left.suites()).isEmpty();
        assertThat(left.versions()).isEmpty();
        assertThat(left.groupTiers()).isEmpty();
        assertThat(left.keyShares()).isEmpty();
        assertThat(left.schemes()).isEmpty();
        assertThat(left.name()).isEqualTo("modern-2026-08");
    }

    private static String text(Policy policy) {
        StringBuilder text = new StringBuilder();
        line(text, "name", policy.name());
        line(text, "versions", policy.versions());
        line(text, "suites", policy.suites());
        line(text, "order", policy.serverOrder() ? "server" : "client");
        policy.groupTiers().forEach(tier -> line(text, "groups", tier));
        line(text, "hybrid", policy.hybridRequired() ? "required" : "preferred");
        line(text, "keyShares", policy.keyShares());
        line(text, "schemes", policy.schemes());
        line(text, "certificateSchemes", policy.certificateSchemes());
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static String snapshot(String name) throws IOException {
        try (InputStream in = ProfileSnapshotTest.class.getResourceAsStream(name + ".txt")) {
            assertThat(in).as("snapshot file %s.txt", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
