package org.handfast.crypto.jca;

import static org.handfast.crypto.jca.JcaSignatures.ecdsa;
import static org.handfast.crypto.jca.JcaSignatures.edwards;
import static org.handfast.crypto.jca.JcaSignatures.pkcs1;
import static org.handfast.crypto.jca.JcaSignatures.pssWithPssKey;
import static org.handfast.crypto.jca.JcaSignatures.pssWithRsaKey;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import org.handfast.crypto.CryptoBackend;
import org.handfast.crypto.FfdheParameters;
import org.handfast.crypto.Kem;
import org.handfast.crypto.MlKemParameters;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.Suite13;
import org.handfast.crypto.jca.JcaSignatures.Digest;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;

/** The Java platform as a source. What it lacks is absent from the lists. Immutable and thread-safe. */
public final class JcaBackend implements CryptoBackend {
    private final String name;
    private final List<Suite13> suites13;
    private final List<Suite12> suites12;
    private final List<Kem> kems;
    private final List<SignatureAlgorithm> signatureAlgorithms;

    private JcaBackend(String name, PlatformProviders providers) {
        this.name = name;
        JcaSuites suites = new JcaSuites(providers);
        this.suites13 = suites.suites13();
        this.suites12 = suites.suites12();
        this.kems = groups(providers);
        this.signatureAlgorithms = schemes(providers);
    }

    /** The platform's own providers first, then the other registered ones. */
    public static JcaBackend platform() {
        return new JcaBackend("JDK " + Runtime.version().feature(), PlatformProviders.registered());
    }

    /** A particular provider first, which need not be registered, for all that it offers. */
    public static JcaBackend preferring(Provider provider) {
        return new JcaBackend(provider.getName(), PlatformProviders.preferring(provider));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Suite13> suites13() {
        return suites13;
    }

    @Override
    public List<Suite12> suites12() {
        return suites12;
    }

    @Override
    public List<Kem> kems() {
        return kems;
    }

    @Override
    public List<SignatureAlgorithm> signatureAlgorithms() {
        return signatureAlgorithms;
    }

    private static List<Kem> groups(PlatformProviders providers) {
        Present<Kem> found = new Present<>();
        found.add(() -> JcaKems.x25519(providers));
        found.add(() -> JcaKems.nist(NamedGroup.SECP256R1, "secp256r1", providers));
        found.add(() -> JcaKems.nist(NamedGroup.SECP384R1, "secp384r1", providers));
        found.add(() -> JcaKems.nist(NamedGroup.SECP521R1, "secp521r1", providers));
        found.add(() -> JcaKems.x448(providers));
        for (FfdheParameters size : FfdheParameters.values()) {
            found.add(() -> JcaKems.finiteField(size, providers));
        }
        for (MlKemParameters parameters : MlKemParameters.values()) {
            found.add(() -> JcaMlKem.of(parameters, providers));
        }
        return found.list();
    }

    private static List<SignatureAlgorithm> schemes(PlatformProviders from) {
        Present<SignatureAlgorithm> found = new Present<>();
        found.add(() -> ecdsa(SignatureScheme.ECDSA_SECP256R1_SHA256, "secp256r1", Digest.SHA256, from));
        found.add(() -> ecdsa(SignatureScheme.ECDSA_SECP384R1_SHA384, "secp384r1", Digest.SHA384, from));
        found.add(() -> ecdsa(SignatureScheme.ECDSA_SECP521R1_SHA512, "secp521r1", Digest.SHA512, from));
        found.add(() -> edwards(SignatureScheme.ED25519, "Ed25519", from));
        found.add(() -> edwards(SignatureScheme.ED448, "Ed448", from));
        found.add(() -> pssWithRsaKey(SignatureScheme.RSA_PSS_RSAE_SHA256, Digest.SHA256, from));
        found.add(() -> pssWithRsaKey(SignatureScheme.RSA_PSS_RSAE_SHA384, Digest.SHA384, from));
        found.add(() -> pssWithRsaKey(SignatureScheme.RSA_PSS_RSAE_SHA512, Digest.SHA512, from));
        found.add(() -> pssWithPssKey(SignatureScheme.RSA_PSS_PSS_SHA256, Digest.SHA256, from));
        found.add(() -> pssWithPssKey(SignatureScheme.RSA_PSS_PSS_SHA384, Digest.SHA384, from));
        found.add(() -> pssWithPssKey(SignatureScheme.RSA_PSS_PSS_SHA512, Digest.SHA512, from));
        found.add(() -> pkcs1(SignatureScheme.RSA_PKCS1_SHA256, Digest.SHA256, from));
        found.add(() -> pkcs1(SignatureScheme.RSA_PKCS1_SHA384, Digest.SHA384, from));
        found.add(() -> pkcs1(SignatureScheme.RSA_PKCS1_SHA512, Digest.SHA512, from));
        return found.list();
    }

    /** Collects what can be made and leaves out what cannot. */
    private static final class Present<T> {
        private final List<T> found = new ArrayList<>();

        void add(Maker<T> maker) {
            try {
                found.add(maker.make());
            } catch (GeneralSecurityException e) {
                // absent on this platform, and so from the list
            }
        }

        List<T> list() {
            return List.copyOf(found);
        }
    }

    /** Makes one primitive, or says that the platform cannot. */
    private interface Maker<T> {
        T make() throws GeneralSecurityException;
    }
}
