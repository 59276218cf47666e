package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.handfast.failure.Reason;
import org.handfast.testing.Authority;
import org.handfast.testing.CertificateRecipe;
import org.handfast.testing.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointIdentityTest {
    private static final Authority CA = Certificates.authority("Identity Root");

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "example.com, EXAMPLE.com",
        "Example.COM, example.com",
        "example.com, example.com.",
        "*.example.com, www.example.com",
        "*.example.com, xn--bcher-kva.example.com",
        "xn--bcher-kva.example, bücher.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "under_score.example.com, under_score.example.com",
        "localhost, localhost",
    })
    void dnsNameMatches(String presented, String host) {
        X509Certificate leaf = CA.issue("other").dns(presented).certificate();
        assertThatCode(() -> EndpointIdentity.check("HTTPS", host, leaf)).doesNotThrowAnyException();
        assertThatCode(() -> EndpointIdentity.check("ldaps", host, leaf)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, www.example.com",
        "www.example.com, example.com",
        "*.example.com, example.com",
        "*.example.com, a.b.example.com",
        "*.example.com, .example.com",
        "*.com, example.com",
        "*, localhost",
        "w*.example.com, www.example.com",
        "*w.example.com, www.example.com",
        "www.*.com, www.example.com",
        "*.*.com, www.example.com",
        "xn--*.example.com, xn--bcher-kva.example.com",
        "example.com., example.com",
        "example.com, example.com..",
        "bücher.example, bücher.example",
        "1.2.3.4, 1.2.3.4",
        "*.2.3.4, 1.2.3.4",
        "example.com, example.com evil",
        "10.1, 10.1",
    })
    void dnsNameDoesNotMatch(String presented, String host) {
        X509Certificate leaf;
        try {
            leaf = CA.issue("other").dns(presented).certificate();
        } catch (RuntimeException e) {
            return; // a name the encoding cannot hold cannot match either
        }
        assertRefused(host, leaf);
    }

    @Test
    void embeddedNulNeverMatches() {
        X509Certificate leaf = CA.issue("other").dns("good.example\0.evil.example").certificate();
        assertRefused("good.example", leaf);
        assertRefused("good.example\0.evil.example", leaf);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8::1, 2001:db8::1",
        "2001:db8::1, 2001:0DB8:0:0:0:0:0:1",
        "2001:db8::1, [2001:db8::1]",
        "fe80::1, fe80::1%1",
    })
    void addressMatches(String presented, String host) {
        X509Certificate leaf = CA.issue("other").ip(presented).certificate();
        assertThatCode(() -> EndpointIdentity.check("HTTPS", host, leaf)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.8",
        "192.0.2.7, 192.0.2.007.example",
        "192.0.2.7, 3221225991",
        "192.0.2.7, 192.0.519",
        "2001:db8::1, 2001:db8::2",
        "2001:db8::1, 2001:db8::1::",
        "192.0.2.7, 999.0.2.7",
    })
    void addressDoesNotMatch(String presented, String host) {
        assertRefused(host, CA.issue("other").ip(presented).certificate());
    }

    @Test
    void commonNameDoesNotCount() {
        assertRefused("example.com", CA.issue("example.com").certificate());
        assertRefused("192.0.2.7", CA.issue("192.0.2.7").certificate());
        assertRefused("example.com", CA.issue("example.com").dns("other.example").certificate());
    }

    @Test
    void addressAsDnsNameDoesNotCount() {
        CertificateRecipe recipe = CA.issue("x").dns("192.0.2.7").dns("2001:db8::1");
        assertRefused("192.0.2.7", recipe.certificate());
    }

    @Test
    void absentHostIsAMismatch() {
        X509Certificate leaf = CA.issue("x").dns("example.com").certificate();
        assertRefused(null, leaf);
        assertRefused("", leaf);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP", "", "https ", "SMTP", "NONE"})
    void unknownAlgorithmIsAFailure(String algorithm) {
        X509Certificate leaf = CA.issue("x").dns("example.com").certificate();
        assertThatThrownBy(() -> EndpointIdentity.check(algorithm, "example.com", leaf))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    void refusalSerializesWithoutHandfastClasses() throws Exception {
        RefusedChain refused = new RefusedChain(Reason.CERTIFICATE_HOST_MISMATCH, "why", new Exception("below"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(refused);
        }
        Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(read.getClass()).isEqualTo(CertificateException.class);
        assertThat((Throwable) read).hasMessage("why").hasCauseInstanceOf(Exception.class);
    }

    private static void assertRefused(String host, X509Certificate leaf) {
        assertThatThrownBy(() -> EndpointIdentity.check("HTTPS", host, leaf))
                .isInstanceOfSatisfying(RefusedChain.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.CERTIFICATE_HOST_MISMATCH));
    }
}
