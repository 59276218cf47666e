package org.handfast.jsse;

import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;

/**
 * PKIX validation (RFC 5280 §6) by the JDK's validator over paths found by {@link PathSearch}. The JDK's own
 * path builder is not used: it would follow URLs in the peer's certificates where a system property says so.
 * Immutable and thread-safe.
 */
final class PathValidation {
    private static final int LONGEST_FROM_CLIENT = 8;
    private static final int LONGEST_FROM_SERVER = 10;
    private static final String MAXIMUM_PROPERTY = "jdk.tls.maxCertificateChainLength";

    private final List<TrustAnchor> anchors;
    private final Set<X509Certificate> anchorCertificates;
    private final PKIXParameters template;
    private final List<X509Certificate> configuredIssuers;

    /** Trusts these anchors; no revocation checks. */
    PathValidation(Set<TrustAnchor> anchors) {
        this(anchors, null);
    }

    /** Trusts as these parameters say, revocation, policies and checkers included; they are copied. */
    PathValidation(PKIXParameters parameters) {
        this(parameters.getTrustAnchors(), (PKIXParameters) parameters.clone());
    }

    private PathValidation(Set<TrustAnchor> anchors, PKIXParameters template) {
        this.anchors = List.copyOf(anchors);
        this.template = template;
        this.anchorCertificates = new LinkedHashSet<>();
        for (TrustAnchor anchor : anchors) {
            if (anchor.getTrustedCert() != null) {
                anchorCertificates.add(anchor.getTrustedCert());
            }
        }
        this.configuredIssuers = template == null ? List.of() : storedCertificates(template);
    }

    /** Certificates of the anchors, in a fresh array; empty: nobody is trusted. */
    X509Certificate[] anchors() {
        return anchorCertificates.toArray(X509Certificate[]::new);
    }

    /**
     * Validates a chain.
     *
     * @param chain as presented, leaf first
     * @param peer role of its owner
     * @param authType JSSE name of how the key is used
     * @throws RefusedChain if it is not to be trusted
     */
    void validate(X509Certificate[] chain, Role peer, String authType, TrustTarget target) throws RefusedChain {
        if (anchors.isEmpty()) {
            throw new RefusedChain(Reason.NO_TRUST_ANCHORS, "The trust store holds no trusted certificate");
        }
        int longest = longest(peer);
        if (chain.length > longest) {
            throw new RefusedChain(
                    Reason.CHAIN_TOO_LONG, chain.length + " certificates presented, " + longest + " allowed");
        }
        Validator validator = new Validator(peer, authType, target, staples(chain, target));
        List<X509Certificate> path = path(chain, longest, validator);
        if (anchorCertificates.contains(path.get(0))) {
            validator.judgeTrustedLeaf(path.get(0));
        }
    }

    private List<X509Certificate> path(X509Certificate[] chain, int longest, Validator judge) throws RefusedChain {
        if (anchorCertificates.contains(chain[0])) {
            return List.of(chain[0]);
        }
        Set<X509Certificate> issuers = new LinkedHashSet<>(Arrays.asList(chain).subList(1, chain.length));
        issuers.addAll(configuredIssuers);
        return new PathSearch(anchors, List.copyOf(issuers), longest, judge).find(chain[0]);
    }

    private static int longest(Role peer) {
        int standard = peer == Role.CLIENT ? LONGEST_FROM_CLIENT : LONGEST_FROM_SERVER;
        Integer configured = Integer.getInteger(MAXIMUM_PROPERTY);
        return configured == null || configured < 1 ? standard : configured;
    }

    private static Map<X509Certificate, byte[]> staples(X509Certificate[] chain, TrustTarget target) {
        Map<X509Certificate, byte[]> byCertificate = new HashMap<>();
        for (int i = 0; i < Math.min(chain.length, target.staples().size()); i++) {
            byte[] response = target.staples().get(i);
            if (response.length > 0) {
                byCertificate.put(chain[i], response);
            }
        }
        return byCertificate;
    }

    /** Only stores in memory: a directory would be asked because of a peer's certificate. */
    private static List<X509Certificate> storedCertificates(PKIXParameters parameters) {
        List<X509Certificate> stored = new ArrayList<>();
        for (CertStore store : parameters.getCertStores()) {
            try {
                if (store.getType().equals("Collection")) {
                    for (Certificate certificate : store.getCertificates(null)) {
                        if (certificate instanceof X509Certificate x509) {
                            stored.add(x509);
                        }
                    }
                }
            } catch (GeneralSecurityException e) {
                throw Reason.CONFIGURATION_INVALID.causedBy(e, "what", "certificate store of the trust manager");
            }
        }
        return stored;
    }

    /** Our checks and the JDK's for one path. */
    private final class Validator implements PathSearch.Judge {
        private final Role peer;
        private final String authType;
        private final TrustTarget target;
        private final Map<X509Certificate, byte[]> staples;

        Validator(Role peer, String authType, TrustTarget target, Map<X509Certificate, byte[]> staples) {
            this.peer = peer;
            this.authType = authType;
            this.target = target;
            this.staples = staples;
        }

        @Override
        public void judge(List<X509Certificate> path, TrustAnchor anchor) throws RefusedChain {
            validatePath(path, anchor);
            checkOurs(path);
        }

        /** A leaf that is itself an anchor needs no issuer, but must be in time and fit. */
        void judgeTrustedLeaf(X509Certificate leaf) throws RefusedChain {
            Date now = template == null || template.getDate() == null ? new Date() : template.getDate();
            try {
                leaf.checkValidity(now);
            } catch (CertificateExpiredException e) {
                throw new RefusedChain(Reason.CERTIFICATE_EXPIRED, e.getMessage(), e);
            } catch (CertificateNotYetValidException e) {
                throw new RefusedChain(Reason.CERTIFICATE_NOT_YET_VALID, e.getMessage(), e);
            }
            checkOurs(List.of(leaf));
        }

        private void checkOurs(List<X509Certificate> path) throws RefusedChain {
            CertificateUsage.check(path, peer, authType);
            CertificateStrength.check(path);
            if (target.constraints().isPresent()) {
                CertificateStrength.check(path, target.constraints().get());
            }
        }

        private void validatePath(List<X509Certificate> path, TrustAnchor anchor) throws RefusedChain {
            try {
                CertPath certPath = PlatformPkix.certificateFactory().generateCertPath(path);
                CertPathValidator validator = PlatformPkix.validator();
                validator.validate(certPath, parameters(anchor, path.size(), validator));
            } catch (CertPathValidatorException e) {
                throw new RefusedChain(RefusalReason.of(e), e.getMessage(), e);
            } catch (CertificateException e) {
                throw new RefusedChain(Reason.CERTIFICATE_NOT_PARSED, e.getMessage(), e);
            } catch (GeneralSecurityException | UnsupportedOperationException e) {
                throw new RefusedChain(Reason.TRUST_CHECK_FAILED, e.getMessage(), e);
            }
        }

        private PKIXParameters parameters(TrustAnchor anchor, int length, CertPathValidator validator)
                throws GeneralSecurityException, RefusedChain {
            PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
            parameters.setRevocationEnabled(false);
            if (template != null) {
                parameters = (PKIXParameters) template.clone();
                parameters.setTrustAnchors(Set.of(anchor));
                checkLength(length);
                giveStaples(parameters, validator);
            }
            return parameters;
        }

        private void checkLength(int length) throws RefusedChain {
            // maxPathLength counts the certificates between leaf and anchor.
            if (template instanceof PKIXBuilderParameters limited
                    && limited.getMaxPathLength() >= 0
                    && length - 1 > limited.getMaxPathLength()) {
                throw new RefusedChain(
                        Reason.CHAIN_TOO_LONG, "path longer than " + limited.getMaxPathLength() + " intermediates");
            }
        }

        private void giveStaples(PKIXParameters parameters, CertPathValidator validator) {
            if (staples.isEmpty()) {
                return;
            }
            List<PKIXCertPathChecker> checkers = new ArrayList<>(parameters.getCertPathCheckers());
            for (PKIXCertPathChecker checker : checkers) {
                if (checker instanceof PKIXRevocationChecker revocation) {
                    revocation.setOcspResponses(staples);
                    parameters.setCertPathCheckers(checkers);
                    return;
                }
            }
            if (parameters.isRevocationEnabled()) {
                PKIXRevocationChecker revocation = (PKIXRevocationChecker) validator.getRevocationChecker();
                revocation.setOcspResponses(staples);
                parameters.addCertPathChecker(revocation);
            }
        }
    }
}
