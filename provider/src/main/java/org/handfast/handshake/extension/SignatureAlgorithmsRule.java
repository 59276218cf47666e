package org.handfast.handshake.extension;

import java.util.List;
import java.util.Optional;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.failure.Reason;
import org.handfast.handshake.Allowed;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.U16List;
import org.handfast.wire.extension.ExtensionBlock;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.extension.SignatureAlgorithms;
import org.handfast.wire.extension.SignatureAlgorithmsCert;

/** signature_algorithms and signature_algorithms_cert, the same in both directions (RFC 9846 §4.3.3). */
public final class SignatureAlgorithmsRule {
    private static final int SHA1_HASH = 0x02;

    private SignatureAlgorithmsRule() {}

    /** What we verify in the handshake and, without the other extension, in chains. */
    public static SignatureAlgorithms offer(Allowed allowed) {
        return new SignatureAlgorithms(codes(allowed.policy().schemes()));
    }

    /** What we verify in chains; empty: the same, not sent. */
    public static Optional<SignatureAlgorithmsCert> offerForCertificates(Allowed allowed) {
        List<SignatureScheme> schemes = allowed.policy().certificateSchemes();
        return schemes.isEmpty() ? Optional.empty() : Optional.of(new SignatureAlgorithmsCert(codes(schemes)));
    }

    /**
     * The peer's schemes.
     *
     * @throws org.handfast.failure.TlsFailure MISSING_EXTENSION: a peer that authenticates us by certificate must
     *     send them, RFC 9846 §4.3.3
     */
    public static List<SignatureScheme> accept(ExtensionBlock message) {
        return message.require(Extensions.SIGNATURE_ALGORITHMS).schemes().map(SignatureScheme::of);
    }

    /** The peer's schemes for chains: its signature_algorithms where it sent no others. */
    public static List<SignatureScheme> acceptForCertificates(ExtensionBlock message) {
        return message.get(Extensions.SIGNATURE_ALGORITHMS_CERT)
                .map(extension -> extension.schemes().map(SignatureScheme::of))
                .orElseGet(() -> accept(message));
    }

    /** Schemes we may sign this handshake with, in our order: ours that the peer listed. */
    public static List<SignatureScheme> common(Allowed allowed, List<SignatureScheme> peer) {
        return allowed.schemes().stream()
                .filter(SignatureAlgorithmsRule::signsHandshakes)
                .map(SignatureAlgorithm::scheme)
                .filter(peer::contains)
                .toList();
    }

    /**
     * The algorithm of a peer's CertificateVerify: one we offered, and never RSASSA-PKCS1-v1_5 or SHA-1:
     * "The SHA-1 algorithm MUST NOT be used in any signatures of CertificateVerify messages", RFC 9846 §4.5.2.
     *
     * @throws org.handfast.failure.TlsFailure SIGNATURE_SCHEME_NOT_OFFERED
     */
    public static SignatureAlgorithm verifying(Allowed allowed, SignatureScheme scheme) {
        return allowed.scheme(scheme)
                .filter(SignatureAlgorithmsRule::signsHandshakes)
                .orElseThrow(() -> Reason.SIGNATURE_SCHEME_NOT_OFFERED.with(
                        "scheme", scheme, "offered", allowed.policy().schemes()));
    }

    /**
     * The peer's schemes in TLS 1.2; empty where it sent none, which stands for SHA-1 (RFC 5246 §7.4.1.4.1) and so for
     * nothing we do.
     */
    public static List<SignatureScheme> accept12(ExtensionBlock clientHello) {
        return clientHello.get(Extensions.SIGNATURE_ALGORITHMS)
                .map(extension -> extension.schemes().<SignatureScheme>map(SignatureScheme::of))
                .orElse(List.of());
    }

    /** The peer's schemes for chains in TLS 1.2: its signature_algorithms where it sent no others. */
    public static List<SignatureScheme> acceptForCertificates12(ExtensionBlock clientHello) {
        return clientHello.get(Extensions.SIGNATURE_ALGORITHMS_CERT)
                .map(extension -> extension.schemes().<SignatureScheme>map(SignatureScheme::of))
                .orElseGet(() -> accept12(clientHello));
    }

    /**
     * Schemes we may sign a TLS 1.2 handshake with, in our order: ours that the peer listed, RSASSA-PKCS1-v1_5 with
     * SHA-256 and up among them (RFC 5246 §7.4.1.4.1). Never MD5 or SHA-1 (RFC 9155 §4, §5).
     */
    public static List<SignatureScheme> common12(Allowed allowed, List<SignatureScheme> peer) {
        return offered12(allowed).stream().filter(peer::contains).toList();
    }

    /** Schemes we take in a TLS 1.2 handshake, in our order. */
    public static List<SignatureScheme> offered12(Allowed allowed) {
        return allowed.schemes().stream()
                .map(SignatureAlgorithm::scheme)
                .filter(scheme -> scheme.code() >> 8 > SHA1_HASH)
                .toList();
    }

    /**
     * The algorithm of a peer's ServerKeyExchange or CertificateVerify of TLS 1.2: "one of those present in the
     * supported_signature_algorithms field", RFC 5246 §7.4.8, §7.4.3.
     *
     * @throws org.handfast.failure.TlsFailure SIGNATURE_SCHEME_NOT_OFFERED
     */
    public static SignatureAlgorithm verifying12(Allowed allowed, SignatureScheme scheme) {
        return allowed.scheme(scheme)
                .filter(algorithm -> scheme.code() >> 8 > SHA1_HASH)
                .orElseThrow(() -> Reason.SIGNATURE_SCHEME_NOT_OFFERED.with(
                        "scheme", scheme, "offered", offered12(allowed)));
    }

    private static boolean signsHandshakes(SignatureAlgorithm algorithm) {
        return !algorithm.certificatesOnly() && algorithm.scheme().code() >> 8 != SHA1_HASH;
    }

    private static U16List codes(List<SignatureScheme> schemes) {
        return U16List.of(schemes.stream().mapToInt(SignatureScheme::code).toArray());
    }
}
