package org.handfast.bogo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.handfast.credential.Credential;
import org.handfast.credential.CredentialRequest;
import org.handfast.credential.CredentialSelector;
import org.handfast.credential.Role;
import org.handfast.credential.source.PemSource;
import org.handfast.crypto.Catalog;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.SignatureScheme;

/** Our identities in the order of the command line, the default one last: the first that fits is taken. */
final class CaseCredentials implements CredentialSelector {
    /** How the runner names the default credential. */
    static final int DEFAULT = -1;

    private final Catalog catalog;
    private final boolean fails;
    private final boolean staples;
    private final boolean stapleFails;
    private final List<Candidate> candidates = new ArrayList<>();
    private volatile Optional<CredentialRequest> asked = Optional.empty();
    private volatile int selected = Integer.MIN_VALUE;

    CaseCredentials(Settings settings, Catalog catalog) {
        this.catalog = catalog;
        this.fails = settings.has("-fail-cert-callback");
        this.stapleFails = settings.has("-fail-ocsp-callback");
        this.staples = !settings.has("-decline-ocsp-callback");
        for (int i = 0; i < settings.credentials().size(); i++) {
            candidates.add(candidate(settings.credentials().get(i), i));
        }
        if (settings.has("-cert-file")) {
            candidates.add(candidate(settings, DEFAULT));
        }
    }

    @Override
    public Optional<Credential> select(CredentialRequest request) {
        asked = Optional.of(request);
        if (fails) {
            throw Reason.CREDENTIAL_SELECTION_FAILED.failure();
        }
        if (stapleFails && request.role() == Role.SERVER) {
            throw Reason.BAD_STATUS_RESPONSE.failure();
        }
        Optional<Candidate> fit = candidates.stream().filter(c -> fits(c, request)).findFirst();
        fit.ifPresent(c -> selected = c.index);
        if (fit.isEmpty() && !candidates.isEmpty() && request.role() == Role.CLIENT) {
            // the runner presumes that who has credentials does not go on without one
            throw Reason.NO_CREDENTIAL.failure();
        }
        return fit.map(Candidate::credential);
    }

    /** The public key of each. */
    List<PublicKey> keys() {
        return candidates.stream().map(c -> c.credential.chain().get(0).getPublicKey()).toList();
    }

    /** What the peer asked for, once it has. */
    Optional<CredentialRequest> asked() {
        return asked;
    }

    /** The index of the credential taken. */
    int selected() {
        return selected;
    }

    /** The engine takes the first scheme that fits the key: the credential must allow that one. */
    private boolean fits(Candidate candidate, CredentialRequest request) {
        PublicKey key = candidate.credential.chain().get(0).getPublicKey();
        Optional<SignatureScheme> first = request.schemes().stream()
                .filter(s -> catalog.signatureAlgorithm(s).filter(a -> request.fits(a, key)).isPresent())
                .findFirst();
        return first.filter(s -> candidate.prefs.isEmpty() || candidate.prefs.contains(s)).isPresent()
                && (!candidate.mustMatchIssuer || isFromNamed(candidate.credential.chain(), request));
    }

    private static boolean isFromNamed(List<X509Certificate> chain, CredentialRequest request) {
        List<X500Principal> names = request.authorities();
        return chain.stream().anyMatch(c -> names.contains(c.getIssuerX500Principal()));
    }

    private Candidate candidate(Settings settings, int index) {
        byte[] staple = staples ? settings.base64("-ocsp-response").orElse(new byte[0]) : new byte[0];
        Credential credential = new Credential(
                "credential " + index,
                PemSource.certificates(read(settings.text("-cert-file").orElseThrow())),
                key(read(settings.text("-key-file").orElseThrow())),
                staple,
                settings.base64("-signed-cert-timestamps").orElse(new byte[0]));
        List<SignatureScheme> prefs =
                settings.numbers("-signing-prefs").stream().map(SignatureScheme::of).toList();
        return new Candidate(credential, prefs, settings.has("-must-match-issuer"), index);
    }

    private static PrivateKey key(byte[] pem) {
        try {
            return PemSource.privateKey(pem);
        } catch (TlsFailure unread) {
            throw new Unimplemented("-key-file (" + unread.facts().get("why") + ")");
        }
    }

    static byte[] read(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Candidate(Credential credential, List<SignatureScheme> prefs, boolean mustMatchIssuer, int index) {}
}
