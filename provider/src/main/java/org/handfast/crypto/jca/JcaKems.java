package org.handfast.crypto.jca;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.NamedParameterSpec;
import org.handfast.crypto.FfdheParameters;
import org.handfast.crypto.Kem;
import org.handfast.iana.NamedGroup;

/** Makes the groups the platform can do; each fails with GeneralSecurityException where it cannot. */
final class JcaKems {
    private JcaKems() {}

    static Kem x25519(PlatformProviders providers) throws GeneralSecurityException {
        return montgomery(NamedGroup.X25519, "302a300506032b656e032100", 32, providers);
    }

    static Kem x448(PlatformProviders providers) throws GeneralSecurityException {
        return montgomery(NamedGroup.X448, "3042300506032b656f033900", 56, providers);
    }

    /**
     * A NIST curve.
     *
     * @param curve its JCA name, such as {@code secp256r1}
     */
    static Kem nist(NamedGroup group, String curve, PlatformProviders providers) throws GeneralSecurityException {
        JcaAgreementKem.Names names = JcaAgreementKem.Names.of("EC", "ECDH", providers);
        EcShare format = new EcShare(parameters(curve, names.keysFrom()), names.keysFrom());
        return new JcaAgreementKem(group, names, new ECGenParameterSpec(curve), format, format.coordinateLength());
    }

    static Kem finiteField(FfdheParameters size, PlatformProviders providers) throws GeneralSecurityException {
        JcaAgreementKem.Names names = JcaAgreementKem.Names.of("DH", "DH", providers);
        FiniteField field = new FiniteField(size, names.keysFrom());
        return new JcaAgreementKem(size.group(), names, field.parameters(), field, size.length());
    }

    /** The parameters of a named curve. */
    static ECParameterSpec parameters(String curve, Provider provider) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC", provider);
        parameters.init(new ECGenParameterSpec(curve));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static Kem montgomery(NamedGroup group, String prefix, int length, PlatformProviders providers)
            throws GeneralSecurityException {
        String curve = length == 32 ? "X25519" : "X448";
        JcaAgreementKem.Names names = JcaAgreementKem.Names.of(curve, curve, providers);
        SpkiShare format = SpkiShare.of(curve, names.keysFrom(), prefix, length);
        return new JcaAgreementKem(group, names, new NamedParameterSpec(curve), format, length);
    }
}
