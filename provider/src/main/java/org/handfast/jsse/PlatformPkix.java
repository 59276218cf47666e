package org.handfast.jsse;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** The JDK's path validation, whatever stands before it in the list of providers. */
final class PlatformPkix {
    private static final String JDK_PROVIDER = "SUN";

    private PlatformPkix() {}

    /** A fresh validator. */
    static CertPathValidator validator() throws NoSuchAlgorithmException {
        Provider jdk = Security.getProvider(JDK_PROVIDER);
        return jdk == null ? CertPathValidator.getInstance("PKIX") : CertPathValidator.getInstance("PKIX", jdk);
    }

    /** A fresh factory whose paths the validator takes. */
    static CertificateFactory certificateFactory() throws CertificateException {
        Provider jdk = Security.getProvider(JDK_PROVIDER);
        return jdk == null ? CertificateFactory.getInstance("X.509") : CertificateFactory.getInstance("X.509", jdk);
    }
}
