package org.handfast.session;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Secret;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.NamedGroup;
import org.handfast.iana.ProtocolVersion;
import org.handfast.iana.SignatureScheme;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;

/**
 * A session as the bytes inside a ticket. The first byte is the format: what another release wrote is no session, and a
 * full handshake follows. Left out are the server name, which the scope holds, and the chain we showed.
 */
final class SessionCodec {
    private static final int FORMAT = 1;
    private static final int EXTENDED = 1;
    private static final int ABSENT = 0;

    private SessionCodec() {}

    /** The bytes, which hold the secret: the caller wipes them. Empty: a certificate cannot be encoded. */
    static Optional<byte[]> write(Session session) {
        Writer out = new Writer(256).u8(FORMAT);
        out.u16(session.version().code()).u16(session.suite().code());
        try (Secret secret = session.secret()) {
            out.u8(secret.length()).bytes(secret.bytes(), 0, secret.length());
        }
        long age = Math.max(0, (session.createdAt() - session.authenticatedAt()) / 1000);
        out.u32(session.createdAt() / 1000 >>> 32).u32(session.createdAt() / 1000 & 0xFFFFFFFFL)
                .u16((int) (session.createdAt() % 1000))
                .u32(Math.min(age, 0xFFFFFFFFL))
                .u32(session.lifetime())
                .bytes(session.scope().digest())
                .u8(session.extendedMainSecret() ? EXTENDED : 0)
                .u32(session.ticketAgeAdd())
                .u32(session.maxEarlyData())
                .u16(session.group().map(NamedGroup::code).orElse(ABSENT))
                .u16(session.localScheme().map(SignatureScheme::code).orElse(ABSENT))
                .u16(session.peerScheme().map(SignatureScheme::code).orElse(ABSENT))
                .opaque8(Opaque.latin1(session.applicationProtocol().orElse("")))
                .opaque8(session.id());
        try {
            for (X509Certificate certificate : session.peerChain()) {
                out.opaque24(Opaque.of(certificate.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            return Optional.empty();
        }
        return Optional.of(out.toOpaque().bytes());
    }

    /** The session; empty: another format. */
    static Optional<Session> read(byte[] bytes) {
        try {
            Reader in = Reader.of(Opaque.of(bytes), "ticket");
            return in.u8("format") == FORMAT ? Optional.of(read(in)) : Optional.empty();
        } catch (TlsFailure | CertificateException e) {
            return Optional.empty();
        }
    }

    private static Session read(Reader in) throws CertificateException {
        ProtocolVersion version = ProtocolVersion.of(in.u16("version"));
        CipherSuite suite = CipherSuite.of(in.u16("suite"));
        try (Secret secret = Secret.of(in.opaque8("secret", 1).bytes())) {
            long createdAt = ((in.u32("created") << 32) + in.u32("created")) * 1000 + in.u16("millis");
            long authenticatedAt = createdAt - in.u32("authenticated") * 1000;
            int lifetime = (int) in.u32("lifetime");
            ResumptionScope scope = new ResumptionScope(
                    Opaque.of(in.fixed("scope", ResumptionScope.LENGTH).bytes()));
            boolean extended = in.u8("flags") == EXTENDED;
            long ageAdd = in.u32("age add");
            long early = in.u32("early data");
            Optional<NamedGroup> group = code(in.u16("group")).map(NamedGroup::of);
            Optional<SignatureScheme> local = code(in.u16("local scheme")).map(SignatureScheme::of);
            Optional<SignatureScheme> peer = code(in.u16("peer scheme")).map(SignatureScheme::of);
            String protocol = in.opaque8("protocol").latin1();
            Opaque id = Opaque.of(in.opaque8("id").bytes());
            return new Session(version, suite, secret, createdAt, authenticatedAt, lifetime, Optional.empty(),
                    Optional.of(protocol).filter(name -> !name.isEmpty()), extended, group, local, peer, scope,
                    chain(in), List.of(), List.of(), new byte[0], id, ageAdd, early);
        }
    }

    private static Optional<Integer> code(int code) {
        return code == ABSENT ? Optional.empty() : Optional.of(code);
    }

    private static List<X509Certificate> chain(Reader in) throws CertificateException {
        if (!in.hasMore()) {
            return List.of();
        }
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<byte[]> encoded = in.list(one -> one.opaque24("certificate", 1).bytes());
        List<X509Certificate> chain = new ArrayList<>(encoded.size());
        for (byte[] certificate : encoded) {
            chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate)));
        }
        return chain;
    }
}
