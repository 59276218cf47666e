package org.handfast.it;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One connection of {@code openssl s_client}.
 *
 * @param serial of the server's certificate; zero if the handshake failed
 * @param group as openssl prints it; empty if the handshake failed
 * @param output all it said
 */
record Handshake(BigInteger serial, String group, String output) {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", Pattern.DOTALL);
    private static final Pattern GROUP = Pattern.compile("Server Temp Key: ([^\n]*)");

    boolean failed() {
        return serial.signum() == 0;
    }

    static Handshake with(int port) throws Exception {
        Shell.Result result = Shell.run(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port, "-servername",
                "localhost", "-tls1_3", "-verify_return_error", "-CAfile", Server.authority().toString()));
        Matcher certificate = CERTIFICATE.matcher(result.output());
        Matcher group = GROUP.matcher(result.output());
        if (result.code() != 0 || !certificate.find() || !group.find()) {
            return new Handshake(BigInteger.ZERO, "", result.output());
        }
        X509Certificate parsed = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(
                new ByteArrayInputStream(certificate.group().getBytes(StandardCharsets.US_ASCII)));
        return new Handshake(parsed.getSerialNumber(), group.group(1), result.output());
    }
}
