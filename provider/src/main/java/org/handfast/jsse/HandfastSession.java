package org.handfast.jsse;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSessionContext;
import org.handfast.credential.HandshakeFacts;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.Resumption;
import org.handfast.iana.SignatureScheme;

/**
 * One connection seen as a session, during its handshake and after it: the same object, so values put by a
 * callback are there afterwards. Four values come from the connection itself and need no class of ours to be
 * read: {@value #CONFIRMED}, {@value #RESUMED}, {@value #CONNECTION} and {@value #PROFILE}. Thread-safe.
 */
final class HandfastSession extends ExtendedSSLSession {
    /** Boolean, live: whether the peer's Finished has verified (RFC 8470 §5.2 asks at the start of a request). */
    static final String CONFIRMED = "org.handfast.tls.handshakeConfirmed";

    /** Boolean: whether this connection resumed an earlier session; false until the handshake knows. */
    static final String RESUMED = "org.handfast.tls.resumed";

    /** {@link HandshakeFacts}, live. */
    static final String CONNECTION = "org.handfast.connection";

    /** Name of the profile in force; null: none. */
    static final String PROFILE = "org.handfast.profile";

    /** Room for any record in bytes: 5 of header, 2^14 of payload, and what TLS 1.2 records may add. */
    static final int PACKET_BUFFER = 16_709;

    /** Room for the payload of any record in bytes. */
    static final int APPLICATION_BUFFER = TlsEngine.APPLICATION_SIZE;

    private static final int LONGEST_EXPORT = 255 * 32;

    private final SessionValues values = new SessionValues(this);
    private final long created = System.currentTimeMillis();
    private final byte[] id;
    private final TlsEngine connection;
    private final Peer peer;
    private final SessionContextView context;
    private final Resumption resumption;
    private volatile boolean invalidated;

    /**
     * Who is at the other end.
     *
     * @param host as the caller named it, never looked up; null: not named
     * @param port -1: not named
     * @param profile name of the profile in force; empty: none
     */
    record Peer(String host, int port, Optional<String> profile) {}

    /**
     * The session of one connection.
     *
     * @param resumption where a client keeps what it needs to resume it
     */
    HandfastSession(
            byte[] id, TlsEngine connection, Peer peer, SessionContextView context, Resumption resumption) {
        this.id = id.clone();
        this.connection = connection;
        this.peer = peer;
        this.context = context;
        this.resumption = resumption;
    }

    /** The handshake is complete: the context lists the session from now on. */
    void established() {
        if (!invalidated) {
            context.add(this);
        }
    }

    /** TLS 1.3 has no session id on the wire: this one is unique in the process and says nothing. */
    @Override
    public byte[] getId() {
        return id.clone();
    }

    @Override
    public SSLSessionContext getSessionContext() {
        return context.contains(this) ? context : null;
    }

    @Override
    public long getCreationTime() {
        return created;
    }

    @Override
    public long getLastAccessedTime() {
        return created;
    }

    /** Tickets of this session and of others for the same place go with it. */
    @Override
    public void invalidate() {
        invalidated = true;
        context.remove(this);
        resumption.client().ifPresent(Resumption.Place::forgetAll);
    }

    @Override
    public boolean isValid() {
        return !invalidated;
    }

    @Override
    public void putValue(String name, Object value) {
        if (isOwn(name)) {
            throw new IllegalArgumentException("Set by the connection itself: " + name);
        }
        values.put(name, value);
    }

    @Override
    public Object getValue(String name) {
        if (CONFIRMED.equals(name)) {
            return facts().confirmed();
        }
        if (RESUMED.equals(name)) {
            return facts().resumed();
        }
        if (CONNECTION.equals(name)) {
            return facts();
        }
        return PROFILE.equals(name) ? peer.profile().orElse(null) : values.get(name);
    }

    @Override
    public void removeValue(String name) {
        if (!isOwn(name)) {
            values.remove(name);
        }
    }

    @Override
    public String[] getValueNames() {
        return values.names();
    }

    @Override
    public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
        return peerChain().toArray(Certificate[]::new);
    }

    @Override
    public Certificate[] getLocalCertificates() {
        List<X509Certificate> chain = facts().localChain();
        return chain.isEmpty() ? null : chain.toArray(Certificate[]::new);
    }

    @Override
    public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
        return peerChain().get(0).getSubjectX500Principal();
    }

    @Override
    public Principal getLocalPrincipal() {
        List<X509Certificate> chain = facts().localChain();
        return chain.isEmpty() ? null : chain.get(0).getSubjectX500Principal();
    }

    @Override
    public String getCipherSuite() {
        return facts().suite().map(Object::toString).orElse(JsseNames.NO_SUITE);
    }

    @Override
    public String getProtocol() {
        return facts().version().map(Object::toString).orElse(JsseNames.NO_PROTOCOL);
    }

    @Override
    public String getPeerHost() {
        return peer.host();
    }

    @Override
    public int getPeerPort() {
        return peer.port();
    }

    @Override
    public int getPacketBufferSize() {
        return PACKET_BUFFER;
    }

    @Override
    public int getApplicationBufferSize() {
        return APPLICATION_BUFFER;
    }

    @Override
    public String[] getLocalSupportedSignatureAlgorithms() {
        return JsseNames.signatures(facts().localSchemes());
    }

    /** What the peer accepts in chains, as key managers expect. */
    @Override
    public String[] getPeerSupportedSignatureAlgorithms() {
        HandshakeFacts facts = facts();
        List<SignatureScheme> inChains = facts.peerCertificateSchemes();
        return JsseNames.signatures(inChains.isEmpty() ? facts.peerSchemes() : inChains);
    }

    @Override
    public List<SNIServerName> getRequestedServerNames() {
        return facts().serverName().map(HostName::of).map(List::of).orElse(List.of());
    }

    /** In chain order, an empty array where one is missing; empty where all are. */
    @Override
    public List<byte[]> getStatusResponses() {
        List<byte[]> staples = facts().staples();
        return staples.stream().allMatch(staple -> staple.length == 0)
                ? List.of()
                : staples.stream().map(byte[]::clone).toList();
    }

    /**
     * Exported keying material as a key (RFC 9846 §7.5); Java 25 and later call it.
     *
     * @param context may be null
     * @throws SSLKeyException before the handshake completed
     */
    public SecretKey exportKeyingMaterialKey(String keyAlg, String label, byte[] context, int length)
            throws SSLKeyException {
        if (Objects.requireNonNull(keyAlg, "keyAlg").isEmpty()) {
            throw new IllegalArgumentException("Empty key algorithm");
        }
        return new SecretKeySpec(exportKeyingMaterialData(label, context, length), keyAlg);
    }

    /**
     * Exported keying material (RFC 9846 §7.5); Java 25 and later call it.
     *
     * @param context may be null
     * @throws SSLKeyException before the handshake completed
     */
    public byte[] exportKeyingMaterialData(String label, byte[] context, int length) throws SSLKeyException {
        int labelLength = Objects.requireNonNull(label, "label").getBytes(StandardCharsets.UTF_8).length;
        if (labelLength == 0 || labelLength > 0xFF - "tls13 ".length() || length < 1 || length > LONGEST_EXPORT) {
            throw new IllegalArgumentException("Label or length out of range: " + label + ", " + length);
        }
        try {
            return connection.export(label, context, length);
        } catch (IllegalStateException | TlsFailure e) {
            SSLKeyException failure = new SSLKeyException("No keying material to export: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    @Override
    public String toString() {
        return "Session(" + created + "|" + getCipherSuite() + ")";
    }

    private HandshakeFacts facts() {
        return connection.facts();
    }

    private List<X509Certificate> peerChain() throws SSLPeerUnverifiedException {
        List<X509Certificate> chain = facts().peerChain();
        if (chain.isEmpty()) {
            throw new SSLPeerUnverifiedException("The peer sent no certificate");
        }
        return chain;
    }

    private static boolean isOwn(String name) {
        return CONFIRMED.equals(name) || RESUMED.equals(name) || CONNECTION.equals(name) || PROFILE.equals(name);
    }
}
