package org.handfast.bogo;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.SignatureScheme;

/**
 * A compliance policy of the runner, said as a policy of ours.
 *
 * @param suites suites allowed
 * @param groups groups, best first
 * @param schemes schemes for verifying and signing
 */
record Preset(Set<CipherSuite> suites, List<NamedGroup> groups, List<SignatureScheme> schemes) {
    private static final Preset FIPS_202205 = new Preset(
            Set.of(
                    CipherSuite.TLS_AES_128_GCM_SHA256,
                    CipherSuite.TLS_AES_256_GCM_SHA384,
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                    CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384),
            List.of(NamedGroup.SECP256R1, NamedGroup.SECP384R1),
            List.of(
                    SignatureScheme.RSA_PKCS1_SHA256,
                    SignatureScheme.RSA_PKCS1_SHA384,
                    SignatureScheme.RSA_PKCS1_SHA512,
                    SignatureScheme.ECDSA_SECP256R1_SHA256,
                    SignatureScheme.ECDSA_SECP384R1_SHA384,
                    SignatureScheme.RSA_PSS_RSAE_SHA256,
                    SignatureScheme.RSA_PSS_RSAE_SHA384,
                    SignatureScheme.RSA_PSS_RSAE_SHA512));

    private static final Preset WPA_202304 = new Preset(
            Set.of(
                    CipherSuite.TLS_AES_256_GCM_SHA384,
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384),
            List.of(NamedGroup.SECP384R1),
            List.of(
                    SignatureScheme.RSA_PKCS1_SHA384,
                    SignatureScheme.RSA_PKCS1_SHA512,
                    SignatureScheme.ECDSA_SECP384R1_SHA384,
                    SignatureScheme.RSA_PSS_RSAE_SHA384,
                    SignatureScheme.RSA_PSS_RSAE_SHA512));

    /** Less ML-KEM-1024 alone, for which no RFC stands. */
    private static final Preset CNSA1_202603 = new Preset(
            Set.of(
                    CipherSuite.TLS_AES_256_GCM_SHA384,
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                    CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                    CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384),
            WPA_202304.groups(),
            List.of(
                    SignatureScheme.RSA_PKCS1_SHA384,
                    SignatureScheme.ECDSA_SECP384R1_SHA384,
                    SignatureScheme.RSA_PSS_RSAE_SHA384));

    /** By the flag that asks for it. */
    static final Map<String, Preset> ALL =
            Map.of("-fips-202205", FIPS_202205, "-wpa-202304", WPA_202304, "-cnsa1-202603", CNSA1_202603);
}
