package org.handfast;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that hold the house together; numbers as in the architecture document. */
class ArchitectureTest {
    private static final String ROOT = "org.handfast.";
    private static final List<String> ORDER = List.of("iana", "failure", "wire", "crypto", "schedule", "record",
            "policy", "credential", "session", "handshake", "engine", "observe", "config", "jsse", "jetty");
    private static final String[] ENGINE = packages(ORDER.subList(0, ORDER.indexOf("engine") + 1));
    /** Types whose constants can change after they are made. */
    private static final Set<String> MUTABLE = Set.of("java.util.ArrayList", "java.util.HashMap",
            "java.util.LinkedHashMap", "java.util.TreeMap", "java.util.HashSet", "java.util.EnumMap",
            "java.util.ArrayDeque", "java.lang.StringBuilder", "java.lang.ThreadLocal");
    /** A key as JSSE hands it out; nothing can be computed with these two alone. */
    private static final Set<String> KEYS_OF_JSSE = Set.of("javax.crypto.SecretKey",
            "javax.crypto.spec.SecretKeySpec");
    /** Failures of the program, not of a connection; the last is what buffers throw. */
    private static final Set<String> DEFECTS = Set.of("java.lang.IllegalArgumentException",
            "java.lang.IllegalStateException", "java.lang.IndexOutOfBoundsException", "java.lang.AssertionError",
            "java.lang.NullPointerException", "java.lang.UnsupportedOperationException",
            "java.lang.MatchException", "java.lang.IncompatibleClassChangeError", "java.util.NoSuchElementException",
            "java.nio.ReadOnlyBufferException");

    private static JavaClasses classes;

    @BeforeAll
    static void read() throws URISyntaxException {
        classes = new ClassFileImporter().importPath(
                Path.of(Reason.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
        assertThat(classes.size()).isGreaterThan(100);
    }

    static List<String> packagesBeforeTheLast() {
        return ORDER.subList(0, ORDER.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("packagesBeforeTheLast")
    void rule1PackagesAreOrdered(String name) {
        String[] later = packages(ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()));
        check(noClasses().that().resideInAPackage(ROOT + name + "..")
                .should().dependOnClassesThat().resideInAnyPackage(later));
    }

    @Test
    void rule1EveryPackageIsInTheList() {
        check(classes().should().resideInAnyPackage(packages(ORDER)));
    }

    @Test
    void rule1NoCyclesInsideSlices() {
        check(slices().matching(ROOT + "(**)").should().beFreeOfCycles());
    }

    @Test
    void rule1HandshakeCommonPartsDoNotKnowTheVersions() {
        check(noClasses().that().resideInAnyPackage(ROOT + "handshake", ROOT + "handshake.extension")
                .should().dependOnClassesThat().resideInAnyPackage(ROOT + "handshake.tls12..",
                        ROOT + "handshake.tls13..", ROOT + "handshake.start.."));
        check(noClasses().that().resideInAnyPackage(ROOT + "handshake.tls12..", ROOT + "handshake.tls13..")
                .should().dependOnClassesThat().resideInAPackage(ROOT + "handshake.start.."));
    }

    @Test
    void rule2JsseIsAFace() {
        check(noClasses().that().resideOutsideOfPackages(ROOT + "jsse..", ROOT + "jetty..")
                .should().dependOnClassesThat().resideInAPackage("javax.net.ssl.."));
    }

    @Test
    void rule3CryptoBehindPorts() {
        check(noClasses().that().resideOutsideOfPackages(ROOT + "crypto.jca..", ROOT + "crypto.bc..")
                .should().dependOnClassesThat(describe("are of javax.crypto, but for keys exported by a session",
                        type -> type.getPackageName().startsWith("javax.crypto")
                                && !KEYS_OF_JSSE.contains(type.getName())))
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.security.Signature")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.security.MessageDigest")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.security.KeyPairGenerator"));
        check(noClasses().that().resideOutsideOfPackages(ROOT + "crypto.jca..", ROOT + "crypto.bc..", ROOT + "jsse..")
                .should().dependOnClassesThat().resideInAPackage("javax.crypto.."));
        check(noClasses().that().resideOutsideOfPackage(ROOT + "crypto.bc..")
                .should().dependOnClassesThat().resideInAPackage("org.bouncycastle.."));
    }

    @Test
    void rule4WireKnowsOnlyBytes() {
        check(classes().that().resideInAPackage(ROOT + "wire..").should().onlyDependOnClassesThat()
                .resideInAnyPackage(ROOT + "wire..", ROOT + "iana..", ROOT + "failure..", "java.lang..",
                        "java.util.."));
    }

    @Test
    void rule5HandshakeWithoutRecordsAndInput() {
        check(noClasses().that().resideInAPackage(ROOT + "handshake..").should().dependOnClassesThat()
                .resideInAnyPackage(ROOT + "record..", "java.nio..", "java.net..", "java.io.."));
    }

    @Test
    void rule6VersionsAreStrangers() {
        check(noClasses().that().resideInAPackage(ROOT + "handshake.tls12..")
                .should().dependOnClassesThat().resideInAPackage(ROOT + "handshake.tls13.."));
        check(noClasses().that().resideInAPackage(ROOT + "handshake.tls13..")
                .should().dependOnClassesThat().resideInAPackage(ROOT + "handshake.tls12.."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls12", "tls13"})
    void rule6RolesAreStrangers(String version) {
        check(noClasses().that(of(version, "Client")).should().dependOnClassesThat(of(version, "Server")));
        check(noClasses().that(of(version, "Server")).should().dependOnClassesThat(of(version, "Client")));
    }

    /**
     * SecureRandom is what the port Randomness stands for: the sources of cryptography behind the ports make it, wrap
     * it, and pass it to the platform's interfaces that ask for one. Everybody else is given Randomness.
     */
    @Test
    void rule7RandomnessBehindItsPort() {
        check(noClasses().that().resideInAnyPackage(ENGINE)
                .and().resideOutsideOfPackages(ROOT + "crypto.jca..", ROOT + "crypto.bc..")
                .should().dependOnClassesThat().haveFullyQualifiedName("java.security.SecureRandom"));
    }

    @Test
    void rule7NoSurroundings() {
        check(noClasses().that().resideInAnyPackage(ENGINE)
                .should().dependOnClassesThat().resideInAnyPackage("java.util.logging..", "org.slf4j..",
                        "org.jboss.logging..")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.lang.System$Logger")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.lang.Thread"));
        check(noClasses().that().resideInAnyPackage(ENGINE)
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(java.time.Instant.class, "now")
                .orShould().callMethod(java.time.Clock.class, "systemUTC")
                .orShould().callMethod(java.time.Clock.class, "systemDefaultZone"));
    }

    /** Awaiting alone is public: the engine runs its work. */
    @Test
    void rule8StatesAreHiddenRecords() {
        check(classes().that().implement(ROOT + "handshake.State").and().areNotInterfaces()
                .and().doNotHaveFullyQualifiedName(ROOT + "handshake.Awaiting")
                .should().beRecords().andShould().bePackagePrivate());
    }

    /** What is checked cannot leave a package unless a public method declares it. */
    @Test
    void rule9OneFailure() {
        check(classes().that().resideInAnyPackage(ENGINE).should(createNothingUncheckedButTlsFailures()));
        check(methods().that().areDeclaredInClassesThat().resideInAnyPackage(ENGINE).and().arePublic()
                .and().areDeclaredInClassesThat().arePublic().should(declareNothingChecked()));
    }

    @Test
    void rule10StaticsDoNotChange() {
        check(fields().that().areDeclaredInClassesThat().resideInAnyPackage(ENGINE).and().areStatic()
                .should().beFinal().andShould(holdNothingMutable()));
    }

    /** Secrets are compared in constant time (security rule K-8); what may use the fast comparison is public. */
    @Test
    @DisplayName("K-8: secrets are compared in constant time")
    void comparisonsTakeConstantTime() {
        check(noClasses().that().resideInAnyPackage(ENGINE)
                .and().doNotHaveFullyQualifiedName(ROOT + "wire.Opaque")
                .and().doNotHaveFullyQualifiedName(ROOT + "crypto.jca.SpkiShare")
                .and().doNotHaveFullyQualifiedName(ROOT + "credential.CertificateChain")
                .should().callMethodWhere(describe("is Arrays.equals", call ->
                        call.getTargetOwner().isEquivalentTo(java.util.Arrays.class)
                                && call.getName().matches("equals|deepEquals|compare|mismatch"))));
        check(noClasses().that().haveFullyQualifiedName(ROOT + "handshake.VerifiedFinished")
                .should().callMethod(org.handfast.wire.Opaque.class, "equals", Object.class));
    }

    /**
     * Security rule N-2: there is one way to a legacy suite, which profiles alone take, and one to its records, which
     * needs keys of such a suite.
     */
    @Test
    @DisplayName("N-2: one way to a legacy suite, which profiles alone take")
    void legacyIsApart() {
        check(noClasses().that().resideOutsideOfPackage("..legacy..")
                .and().doNotHaveFullyQualifiedName(ROOT + "config.ProfileBuilder")
                .and().doNotHaveFullyQualifiedName(ROOT + "engine.RecordKeys")
                .should().dependOnClassesThat().resideInAPackage("..legacy.."));
        check(noClasses().that().haveFullyQualifiedName(ROOT + "config.ProfileBuilder")
                .should().dependOnClassesThat(describe("are legacy, but for the catalog", type ->
                        isLegacy(type) && !type.getSimpleName().equals("LegacyCatalog"))));
        check(noClasses().that().haveFullyQualifiedName(ROOT + "engine.RecordKeys")
                .should().dependOnClassesThat(describe("are legacy, but for records", type ->
                        isLegacy(type) && !type.getSimpleName().equals("CbcProtection"))));
        assertThat(classes.stream().filter(ArchitectureTest::isLegacy).map(JavaClass::getSimpleName))
                .contains("LegacyCatalog", "CbcProtection", "RsaKeyTransport");
    }

    private static boolean isLegacy(JavaClass type) {
        return resideInAnyPackage("..legacy..").test(type);
    }

    @Test
    void rule12NamesSayWhat() {
        check(noClasses().that(describe("are not the managers of JSSE", type -> !isJsseManager(type)))
                .should().haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Impl")
                .orShould().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Handler")
                .orShould().haveSimpleNameEndingWith("Base").orShould().haveSimpleNameEndingWith("Helper"));
    }

    /** A rule about a package that is not there yet holds. */
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(classes);
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(name -> ROOT + name + "..").toArray(String[]::new);
    }

    private static DescribedPredicate<JavaClass> of(String version, String role) {
        String start = ROOT + "handshake." + version + "." + role;
        return describe(version + " classes named " + role + "...", type -> type.getName().startsWith(start));
    }

    private static boolean isJsseManager(JavaClass type) {
        return resideInAnyPackage(ROOT + "jsse..").test(type)
                && (type.getSimpleName().endsWith("KeyManager") || type.getSimpleName().endsWith("TrustManager"));
    }

    private static boolean isUnchecked(JavaClass type) {
        return type.isAssignableTo(RuntimeException.class) || type.isAssignableTo(Error.class);
    }

    private static ArchCondition<JavaClass> createNothingUncheckedButTlsFailures() {
        return new ArchCondition<>("create nothing unchecked but TlsFailure and defects") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaConstructorCall call : type.getConstructorCallsFromSelf()) {
                    JavaClass target = call.getTargetOwner();
                    boolean superCall = type.isAssignableTo(target.getName());
                    if (isUnchecked(target) && !superCall
                            && !target.isEquivalentTo(TlsFailure.class) && !DEFECTS.contains(target.getName())) {
                        events.add(SimpleConditionEvent.violated(type, call.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> declareNothingChecked() {
        return new ArchCondition<>("declare no checked exception") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                for (JavaClass thrown : method.getExceptionTypes()) {
                    if (!isUnchecked(thrown)) {
                        events.add(SimpleConditionEvent.violated(method,
                                method.getFullName() + " declares " + thrown.getName()));
                    }
                }
            }
        };
    }

    /** Nobody can change an array that has no element. */
    private static boolean isEmptyArray(Field field) {
        try {
            field.setAccessible(true);
            return Array.getLength(field.get(null)) == 0;
        } catch (IllegalAccessException e) {
            throw new AssertionError(field.toString(), e);
        }
    }

    private static ArchCondition<JavaField> holdNothingMutable() {
        return new ArchCondition<>("hold nothing mutable") {
            @Override
            public void check(JavaField field, ConditionEvents events) {
                JavaClass type = field.getRawType();
                boolean mutable = type.isArray() && !isEmptyArray(field.reflect()) || MUTABLE.contains(type.getName())
                        || type.getPackageName().startsWith("java.util.concurrent");
                if (mutable && !field.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                    events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is a " + type.getName()));
                }
            }
        };
    }
}
