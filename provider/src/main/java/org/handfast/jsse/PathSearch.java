package org.handfast.jsse;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.handfast.failure.Reason;

/**
 * Looks for paths from a leaf to an anchor through the certificates at hand: those the peer presented and those
 * configured, never the network. One search per check; work is bounded, because the peer chooses the input.
 */
final class PathSearch {
    /** Signature checks one search may cost. */
    static final int MOST_SIGNATURE_CHECKS = 100;

    /** Judges one complete path. */
    interface Judge {
        /**
         * Accepts by returning.
         *
         * @param path leaf first, anchor left out
         */
        void judge(List<X509Certificate> path, TrustAnchor anchor) throws RefusedChain;
    }

    private final List<TrustAnchor> anchors;
    private final List<X509Certificate> issuers;
    private final int longest;
    private final Judge judge;
    private int checks;
    private RefusedChain firstRefusal;

    /**
     * A search.
     *
     * @param issuers certificates that may be used between leaf and anchor
     * @param longest certificates a path may have, anchor left out
     */
    PathSearch(List<TrustAnchor> anchors, List<X509Certificate> issuers, int longest, Judge judge) {
        this.anchors = anchors;
        this.issuers = issuers;
        this.longest = longest;
        this.judge = judge;
    }

    /**
     * The first path the judge accepts, leaf first, anchor left out; anchors are tried before longer paths.
     *
     * @throws RefusedChain the judge's first objection, or CERTIFICATE_UNKNOWN_CA when no path reaches an anchor
     */
    List<X509Certificate> find(X509Certificate leaf) throws RefusedChain {
        List<X509Certificate> found = extend(List.of(leaf));
        if (found != null) {
            return found;
        }
        if (firstRefusal != null) {
            throw firstRefusal;
        }
        throw new RefusedChain(
                Reason.CERTIFICATE_UNKNOWN_CA,
                "No trusted issuer for " + leaf.getSubjectX500Principal() + ", issued by "
                        + leaf.getIssuerX500Principal());
    }

    private List<X509Certificate> extend(List<X509Certificate> path) throws RefusedChain {
        X509Certificate last = path.get(path.size() - 1);
        for (TrustAnchor anchor : anchors) {
            if (subject(anchor).equals(last.getIssuerX500Principal())
                    && signed(last, key(anchor))
                    && accepted(path, anchor)) {
                return path;
            }
        }
        if (path.size() == longest) {
            return null;
        }
        for (X509Certificate issuer : issuers) {
            if (mayFollow(path, issuer) && signed(last, issuer.getPublicKey())) {
                List<X509Certificate> longer = new ArrayList<>(path);
                longer.add(issuer);
                List<X509Certificate> found = extend(longer);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private boolean accepted(List<X509Certificate> path, TrustAnchor anchor) {
        try {
            judge.judge(path, anchor);
            return true;
        } catch (RefusedChain e) {
            firstRefusal = firstRefusal == null ? e : firstRefusal;
            return false;
        }
    }

    /** A path visits each name with each key once, so that cross-signed certificates cannot make it loop. */
    private static boolean mayFollow(List<X509Certificate> path, X509Certificate issuer) {
        X509Certificate last = path.get(path.size() - 1);
        if (!issuer.getSubjectX500Principal().equals(last.getIssuerX500Principal())) {
            return false;
        }
        return path.stream()
                .noneMatch(seen -> seen.getSubjectX500Principal().equals(issuer.getSubjectX500Principal())
                        && seen.getPublicKey().equals(issuer.getPublicKey()));
    }

    private boolean signed(X509Certificate certificate, PublicKey issuer) throws RefusedChain {
        if (++checks > MOST_SIGNATURE_CHECKS) {
            throw new RefusedChain(
                    Reason.CERTIFICATE_UNTRUSTED, "More than " + MOST_SIGNATURE_CHECKS + " signatures to check");
        }
        try {
            certificate.verify(issuer);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static X500Principal subject(TrustAnchor anchor) {
        X509Certificate certificate = anchor.getTrustedCert();
        return certificate != null ? certificate.getSubjectX500Principal() : anchor.getCA();
    }

    private static PublicKey key(TrustAnchor anchor) {
        X509Certificate certificate = anchor.getTrustedCert();
        return certificate != null ? certificate.getPublicKey() : anchor.getCAPublicKey();
    }
}
