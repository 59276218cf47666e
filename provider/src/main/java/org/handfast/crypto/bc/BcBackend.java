package org.handfast.crypto.bc;

import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.handfast.crypto.CryptoBackend;
import org.handfast.crypto.Kem;
import org.handfast.crypto.MlKemParameters;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.Suite13;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;

/** Bouncy Castle as a source. Immutable and thread-safe. */
final class BcBackend implements CryptoBackend {
    /** Before 1.86 a signature with r or s out of range could pass (CVE-2026-12860). */
    private static final Version CURVES_SINCE = new Version(1, 86);

    private final String name;
    private final CcmSuites suites = new CcmSuites();
    private final List<Kem> kems;
    private final List<SignatureAlgorithm> signatureAlgorithms;

    private BcBackend(String name, List<Kem> kems, List<SignatureAlgorithm> signatureAlgorithms) {
        this.name = name;
        this.kems = kems;
        this.signatureAlgorithms = signatureAlgorithms;
    }

    /** The library on the class path. Its manifest tells the version; its provider knows too, but loads slowly. */
    static BcBackend load() {
        String version = BouncyCastleProvider.class.getPackage().getImplementationVersion();
        return of(version != null ? version : new BouncyCastleProvider().getVersionStr());
    }

    /** The source as this version of the library offers it. */
    static BcBackend of(String version) {
        String name = "Bouncy Castle " + version;
        List<Kem> mlKem = List.of(
                new BcMlKem(MlKemParameters.ML_KEM_768), new BcMlKem(MlKemParameters.ML_KEM_1024));
        if (Version.of(version).compareTo(CURVES_SINCE) < 0) {
            return new BcBackend(name, mlKem, List.of());
        }
        BcCurve p256 = BcCurve.named("secp256r1");
        BcCurve p384 = BcCurve.named("secp384r1");
        BcCurve p521 = BcCurve.named("secp521r1");
        List<BcCurve> all = List.of(p256, p384, p521);
        SecureRandom random = new SecureRandom();
        return new BcBackend(
                name,
                List.of(
                        new BcX25519(),
                        new BcEcdh(NamedGroup.SECP256R1, p256),
                        new BcEcdh(NamedGroup.SECP384R1, p384),
                        new BcEcdh(NamedGroup.SECP521R1, p521),
                        mlKem.get(0),
                        mlKem.get(1)),
                List.of(
                        new BcEcdsa(SignatureScheme.ECDSA_SECP256R1_SHA256, p256, all, "SHA-256", random),
                        new BcEcdsa(SignatureScheme.ECDSA_SECP384R1_SHA384, p384, all, "SHA-384", random),
                        new BcEcdsa(SignatureScheme.ECDSA_SECP521R1_SHA512, p521, all, "SHA-512", random)));
    }

    @Override
    public String name() {
        return name;
    }

    /** The one with CCM, which the platform has not; its own are faster for the others. */
    @Override
    public List<Suite13> suites13() {
        return suites.suites13();
    }

    /** Those with CCM. */
    @Override
    public List<Suite12> suites12() {
        return suites.suites12();
    }

    @Override
    public List<Kem> kems() {
        return kems;
    }

    @Override
    public List<SignatureAlgorithm> signatureAlgorithms() {
        return signatureAlgorithms;
    }

    /** A version of the library; what cannot be read is older than everything. */
    private record Version(int major, int minor) implements Comparable<Version> {
        static Version of(String text) {
            String[] parts = text == null ? new String[0] : text.split("[^0-9]+");
            try {
                return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                return new Version(0, 0);
            }
        }

        @Override
        public int compareTo(Version other) {
            return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
        }
    }
}
