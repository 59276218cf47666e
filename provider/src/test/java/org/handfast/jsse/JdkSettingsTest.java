package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.jsse.JdkSettings.PerRole;
import org.handfast.policy.Policy;
import org.handfast.policy.Profiles;
import org.handfast.policy.RecordPadding;
import org.handfast.policy.WireRules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the JDK's properties take away. */
class JdkSettingsTest {
    private static final Policy POLICY = Profiles.COMPATIBLE_2026_08;
    private static final PerRole UNSET = new PerRole(Optional.empty(), Optional.empty());

    @Test
    @DisplayName("N-8: the JDK's properties narrow and never widen")
    void propertiesNarrowAndNeverWiden() {
        JdkSettings settings = new JdkSettings(
                DisabledAlgorithms.of("SSLv3, DH keySize < 4096, EC keySize < 384, TLS_CHACHA20*, "
                        + "ecdsa_secp256r1_sha256 usage HandshakeSignature, RC4"),
                DisabledAlgorithms.of("SHA1 jdkCA & denyAfter 2019-01-01, Ed448"),
                UNSET,
                new PerRole(Optional.of(List.of("TLS_AES_256_GCM_SHA384", "TLS_RSA_WITH_NULL_MD5")), Optional.empty()),
                UNSET,
                Optional.of(List.of("secp384r1", "x25519", "brainpoolP256r1", "ffdhe2048", "secp256r1")), false);
        Narrowing client = new Narrowing(settings, Role.CLIENT);
        assertThat(client.defaultSuites(POLICY)).containsExactly(CipherSuite.TLS_AES_256_GCM_SHA384);
        assertThat(client.supportedSuites(POLICY)).doesNotContain(CipherSuite.TLS_CHACHA20_POLY1305_SHA256);
        assertThat(new Narrowing(settings, Role.SERVER).defaultSuites(POLICY)).hasSize(2 + 6);

        Policy narrowed = client.apply(POLICY, wishes(POLICY.versions(), POLICY.suites()));
        assertThat(narrowed.groups()).containsExactly(NamedGroup.SECP384R1, NamedGroup.X25519);
        assertThat(narrowed.keyShares()).containsExactly(NamedGroup.X25519);
        assertThat(narrowed.schemes())
                .doesNotContain(SignatureScheme.ECDSA_SECP256R1_SHA256)
                .contains(SignatureScheme.ECDSA_SECP384R1_SHA384);
        assertThat(narrowed.certificateSchemes())
                .contains(SignatureScheme.ECDSA_SECP256R1_SHA256)
                .doesNotContain(SignatureScheme.ED448);
        assertThat(POLICY.groups()).containsAll(narrowed.groups());
        assertThat(POLICY.suites()).containsAll(narrowed.suites());
    }

    @Test
    @DisplayName("N-8: whatever the JDK disables is gone, and nothing comes instead")
    void everyAlgorithmCanBeDisabled() {
        for (Policy policy : Profiles.dated()) {
            List<Object> all = Stream.of(policy.versions(), policy.suites(), policy.groups(), policy.schemes())
                    .<Object>flatMap(List::stream).toList();
            for (Object name : all) {
                if (policy.versions().equals(List.of(name))) {
                    continue;
                }
                Policy left = new Narrowing(disabling(name.toString()), Role.CLIENT)
                        .apply(policy, wishes(policy.versions(), policy.suites()));
                List<Object> kept = Stream.of(left.versions(), left.suites(), left.groups(), left.schemes())
                        .<Object>flatMap(List::stream).toList();
                assertThat(kept).as("%s without %s", policy.name(), name).doesNotContain(name).isSubsetOf(all);
                assertThat(left.groups()).containsAll(left.keyShares());
            }
        }
    }

    @Test
    void withoutSettingsThePolicyStays() {
        JdkSettings none = new JdkSettings(DisabledAlgorithms.of(""), DisabledAlgorithms.of(null), UNSET, UNSET,
                UNSET, Optional.empty(), false);
        Policy same = new Narrowing(none, Role.CLIENT).apply(POLICY, wishes(POLICY.versions(), POLICY.suites()));
        assertThat(same.groupTiers()).isEqualTo(POLICY.groupTiers());
        assertThat(same.schemes()).isEqualTo(POLICY.schemes());
        assertThat(same.suites()).isEqualTo(POLICY.suites());
    }

    @Test
    void partsOfSuitesAreDisabledUnderTheJdksNames() {
        assertThat(left("ECDHE")).allMatch(CipherSuite::isTls13).hasSize(3);
        assertThat(left("TLS_ECDHE_*")).allMatch(CipherSuite::isTls13).hasSize(3);
        assertThat(left("ECDHE_RSA")).noneMatch(suite -> suite.toString().contains("_RSA_")).hasSize(6);
        assertThat(left("ECDSA")).noneMatch(suite -> suite.toString().contains("_ECDSA_")).hasSize(6);
        assertThat(left("AES_128_GCM")).noneMatch(suite -> suite.toString().contains("128")).hasSize(6);
        assertThat(left("AES keySize < 256")).noneMatch(suite -> suite.toString().contains("128")).hasSize(6);
        assertThat(left("GCM")).allMatch(suite -> suite.toString().contains("CHACHA20")).hasSize(3);
        assertThat(left("SHA384")).noneMatch(suite -> suite.toString().endsWith("SHA384")).hasSize(6);
        assertThat(left("TLSv1.2")).allMatch(CipherSuite::isTls13).hasSize(3);
        assertThat(left("TLSv1.3")).noneMatch(CipherSuite::isTls13).hasSize(6);
        // what the JDK ships: sizes of keys and old key exchanges say nothing of ephemeral suites
        assertThat(left("RSA keySize < 2048, DH keySize < 1024, EC keySize < 224, ECDH, TLS_RSA_*, NULL, anon,"
                        + " 3DES_EDE_CBC, rsa_pkcs1_sha1 usage HandshakeSignature, SHA1 usage HandshakeSignature"))
                .isEqualTo(POLICY.suites());
    }

    /** RSASSA-PKCS1-v1_5 signs handshakes of TLS 1.2 alone: it goes with the version, and suites with theirs. */
    @Test
    void whatBelongsToAVersionGoesWithIt() {
        Narrowing client = new Narrowing(disabling(""), Role.CLIENT);
        Policy newer = client.apply(POLICY, wishes(List.of(ProtocolVersion.TLS13), POLICY.suites()));
        assertThat(newer.suites()).allMatch(CipherSuite::isTls13);
        assertThat(newer.schemes()).noneMatch(SignatureScheme::isPkcs1);
        assertThat(newer.certificateSchemes()).anyMatch(SignatureScheme::isPkcs1);
        Policy older = client.apply(POLICY, wishes(List.of(ProtocolVersion.TLS12), POLICY.suites()));
        assertThat(older.suites()).noneMatch(CipherSuite::isTls13).hasSize(6);
        assertThat(older.schemes()).anyMatch(SignatureScheme::isPkcs1);
        Policy bySuites = client.apply(POLICY, wishes(POLICY.versions(), older.suites()));
        assertThat(bySuites.versions()).containsExactly(ProtocolVersion.TLS12);
        assertThatThrownBy(() -> client.apply(POLICY, wishes(List.of(ProtocolVersion.TLS13), older.suites())))
                .isInstanceOfSatisfying(
                        TlsFailure.class, failure -> assertThat(failure.reason()).isEqualTo(Reason.NOTHING_ENABLED));
    }

    /** RFC 7627: the JDK may ask for more than the policy; {@code jdk.tls.useExtendedMasterSecret} is not asked. */
    @Test
    void theExtendedMainSecretIsAskedForAndNeverGivenUp() {
        WireRules lax = new WireRules(false, false, RecordPadding.NONE, OptionalInt.empty());
        Policy older = new Policy(POLICY.name(), POLICY.versions(), POLICY.suites(), true, POLICY.groupTiers(), false,
                POLICY.keyShares(), POLICY.schemes(), POLICY.certificateSchemes(), lax);
        for (boolean only : new boolean[] {true, false}) {
            JdkSettings settings = new JdkSettings(DisabledAlgorithms.of(""), DisabledAlgorithms.of(""), UNSET, UNSET,
                    UNSET, Optional.empty(), only);
            Narrowing client = new Narrowing(settings, Role.CLIENT);
            assertThat(client.apply(older, wishes(older.versions(), older.suites())).rules()
                    .extendedMainSecretRequired()).isEqualTo(only);
            assertThat(client.apply(POLICY, wishes(POLICY.versions(), POLICY.suites())).rules()
                    .extendedMainSecretRequired()).isTrue();
        }
    }

    /** Profile, caller and JDK: what is left was wanted by all three, in the caller's order, whatever that is. */
    @Test
    void whatIsLeftIsTheIntersection() {
        long seed = 20261124;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<NamedGroup> byJdk = some(random, POLICY.groups());
            List<NamedGroup> byCaller = some(random, POLICY.groups());
            List<CipherSuite> suites = some(random, POLICY.suites());
            List<CipherSuite> disabled = some(random, POLICY.suites());
            List<ProtocolVersion> versions = some(random, POLICY.versions());
            JdkSettings settings = new JdkSettings(
                    DisabledAlgorithms.of(String.join(", ", names(disabled))), DisabledAlgorithms.of(""), UNSET, UNSET,
                    UNSET, Optional.of(names(byJdk)), false);
            Narrowing.Wishes wishes = new Narrowing.Wishes(versions, suites, true, Optional.of(names(byCaller)),
                    Optional.empty(), Optional.empty());
            Policy left;
            try {
                left = new Narrowing(settings, Role.CLIENT).apply(POLICY, wishes);
            } catch (TlsFailure nothing) {
                assertThat(nothing.reason()).isEqualTo(Reason.NOTHING_ENABLED);
                continue;
            }
            assertThat(left.groups()).as("seed %d", seed)
                    .containsExactlyElementsOf(byCaller.stream().filter(byJdk::contains).toList());
            assertThat(left.versions()).isSubsetOf(versions).isNotEmpty();
            assertThat(left.suites()).as("seed %d", seed).containsExactlyElementsOf(suites.stream()
                    .filter(suite -> !disabled.contains(suite))
                    .filter(suite -> left.versions().contains(
                            suite.isTls13() ? ProtocolVersion.TLS13 : ProtocolVersion.TLS12))
                    .toList());
        }
    }

    private static <T> List<T> some(Random random, List<T> all) {
        List<T> some = new ArrayList<>(all.stream().filter(one -> random.nextBoolean()).toList());
        Collections.shuffle(some, random);
        return some;
    }

    private static List<String> names(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    private static List<CipherSuite> left(String disabled) {
        return new Narrowing(disabling(disabled), Role.SERVER).supportedSuites(POLICY);
    }

    private static JdkSettings disabling(String algorithms) {
        return new JdkSettings(DisabledAlgorithms.of(algorithms), DisabledAlgorithms.of(""), UNSET, UNSET, UNSET,
                Optional.empty(), false);
    }

    @Test
    void nothingLeftIsSaid() {
        assertThatThrownBy(() -> new Narrowing(disabling("TLSv1.3, TLSv1.2"), Role.CLIENT)
                        .apply(POLICY, wishes(POLICY.versions(), POLICY.suites())))
                .isInstanceOfSatisfying(
                        TlsFailure.class, failure -> assertThat(failure.reason()).isEqualTo(Reason.NOTHING_ENABLED));
    }

    private static Narrowing.Wishes wishes(List<ProtocolVersion> versions, List<CipherSuite> suites) {
        return new Narrowing.Wishes(versions, suites, true, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
