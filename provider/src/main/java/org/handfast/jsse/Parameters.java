package org.handfast.jsse;

import java.security.AlgorithmConstraints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import org.handfast.credential.ClientAuthentication;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;

/**
 * The settings of one engine or socket, converted from and to {@link SSLParameters}. What a caller sets to null
 * there is left alone here. Mutable; every method is atomic.
 */
final class Parameters {
    private static final int LONGEST_PROTOCOL_NAME = 255;

    private final List<ProtocolVersion> supportedVersions;
    private final List<CipherSuite> supportedSuites;

    private List<ProtocolVersion> versions;
    private List<CipherSuite> suites;
    private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
    private boolean suitesOrdered = true;
    private String endpointIdentification;
    private AlgorithmConstraints constraints;
    private List<SNIServerName> serverNames;
    private List<SNIMatcher> matchers;
    private List<String> applicationProtocols = List.of();
    private List<String> namedGroups;
    private List<String> signatureSchemes;
    private int maximumPacketSize;
    private boolean retransmissions = true;
    private boolean sessionCreation = true;
    private byte[] earlyData = {};

    /** Everything at its default. */
    Parameters(Supported supported) {
        supportedVersions = supported.versions();
        supportedSuites = supported.suites();
        versions = supported.defaultVersions();
        suites = supported.defaultSuites();
        suitesOrdered = supported.serverOrder();
        applicationProtocols = supported.applicationProtocols();
        clientAuthentication = supported.clientAuthentication();
    }

    private Parameters(Parameters other) {
        supportedVersions = other.supportedVersions;
        supportedSuites = other.supportedSuites;
        synchronized (other) {
            versions = other.versions;
            suites = other.suites;
            clientAuthentication = other.clientAuthentication;
            suitesOrdered = other.suitesOrdered;
            endpointIdentification = other.endpointIdentification;
            constraints = other.constraints;
            serverNames = other.serverNames;
            matchers = other.matchers;
            applicationProtocols = other.applicationProtocols;
            namedGroups = other.namedGroups;
            signatureSchemes = other.signatureSchemes;
            maximumPacketSize = other.maximumPacketSize;
            retransmissions = other.retransmissions;
            sessionCreation = other.sessionCreation;
        }
    }

    /**
     * What can be set and where it starts.
     *
     * @param versions what {@code setEnabledProtocols} accepts
     * @param suites what {@code setEnabledCipherSuites} accepts, in order of preference
     * @param defaultVersions enabled at first
     * @param defaultSuites enabled at first, in order of preference
     * @param serverOrder whether a server follows its own order at first
     * @param applicationProtocols ALPN names at first
     * @param clientAuthentication asked for at first
     */
    record Supported(
            List<ProtocolVersion> versions,
            List<CipherSuite> suites,
            List<ProtocolVersion> defaultVersions,
            List<CipherSuite> defaultSuites,
            boolean serverOrder,
            List<String> applicationProtocols,
            ClientAuthentication clientAuthentication) {}

    /** An independent copy: changes of one are not seen in the other. */
    Parameters copy() {
        return new Parameters(this);
    }

    /** Client: what it wants to send with its first flight; empty: nothing. Not to be changed. */
    synchronized byte[] earlyData() {
        return earlyData;
    }

    /** @param data copied; at least one byte */
    synchronized void earlyData(byte[] data) {
        if (data.length == 0) {
            throw new IllegalArgumentException("No early data");
        }
        earlyData = data.clone();
    }

    /** Names in order of preference. */
    String[] supportedProtocols() {
        return JsseNames.versions(supportedVersions);
    }

    /** Names in order of preference. */
    String[] supportedSuites() {
        return JsseNames.suites(supportedSuites);
    }

    synchronized String[] enabledProtocols() {
        return JsseNames.versions(versions);
    }

    synchronized void enabledProtocols(String[] names) {
        versions = JsseNames.versions(names, supportedVersions);
    }

    synchronized String[] enabledSuites() {
        return JsseNames.suites(suites);
    }

    synchronized void enabledSuites(String[] names) {
        suites = JsseNames.suites(names, supportedSuites);
    }

    synchronized boolean needClientAuthentication() {
        return clientAuthentication == ClientAuthentication.NEED;
    }

    /** Need and want exclude each other: the last call wins. */
    synchronized void needClientAuthentication(boolean need) {
        clientAuthentication = need ? ClientAuthentication.NEED : ClientAuthentication.NONE;
    }

    synchronized boolean wantClientAuthentication() {
        return clientAuthentication == ClientAuthentication.WANT;
    }

    /** Need and want exclude each other: the last call wins. */
    synchronized void wantClientAuthentication(boolean want) {
        clientAuthentication = want ? ClientAuthentication.WANT : ClientAuthentication.NONE;
    }

    synchronized ClientAuthentication clientAuthentication() {
        return clientAuthentication;
    }

    /** Name of the endpoint identification algorithm; null: none. */
    synchronized String endpointIdentification() {
        return endpointIdentification;
    }

    /** Whether a full handshake is allowed. */
    synchronized boolean sessionCreation() {
        return sessionCreation;
    }

    synchronized void sessionCreation(boolean allowed) {
        sessionCreation = allowed;
    }

    /** Names enabled by the caller; suites in the caller's order. */
    synchronized List<ProtocolVersion> versions() {
        return versions;
    }

    synchronized List<CipherSuite> suites() {
        return suites;
    }

    synchronized boolean suitesOrdered() {
        return suitesOrdered;
    }

    /** Server names the client asked for; empty: take the host; an empty list: send none. */
    synchronized Optional<List<SNIServerName>> serverNames() {
        return Optional.ofNullable(serverNames);
    }

    synchronized List<SNIMatcher> matchers() {
        return matchers == null ? List.of() : matchers;
    }

    synchronized List<String> applicationProtocols() {
        return applicationProtocols;
    }

    synchronized Optional<AlgorithmConstraints> constraints() {
        return Optional.ofNullable(constraints);
    }

    synchronized Optional<List<String>> namedGroups() {
        return Optional.ofNullable(namedGroups);
    }

    synchronized Optional<List<String>> signatureSchemes() {
        return Optional.ofNullable(signatureSchemes);
    }

    /** Largest record to send in bytes, header included; 0: as large as they come. */
    synchronized int maximumPacketSize() {
        return maximumPacketSize;
    }

    /** A fresh object that carries everything. */
    synchronized SSLParameters toJsse() {
        SSLParameters jsse = new SSLParameters(JsseNames.suites(suites), JsseNames.versions(versions));
        if (clientAuthentication == ClientAuthentication.NEED) {
            jsse.setNeedClientAuth(true);
        } else if (clientAuthentication == ClientAuthentication.WANT) {
            jsse.setWantClientAuth(true);
        }
        jsse.setUseCipherSuitesOrder(suitesOrdered);
        jsse.setEndpointIdentificationAlgorithm(endpointIdentification);
        jsse.setAlgorithmConstraints(constraints);
        if (serverNames != null) {
            jsse.setServerNames(serverNames);
        }
        if (matchers != null) {
            jsse.setSNIMatchers(matchers);
        }
        jsse.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
        jsse.setMaximumPacketSize(maximumPacketSize);
        jsse.setEnableRetransmissions(retransmissions);
        NewerParameters.SIGNATURE_SCHEMES.set(jsse, array(signatureSchemes));
        NewerParameters.NAMED_GROUPS.set(jsse, array(namedGroups));
        return jsse;
    }

    /**
     * Takes over what is set.
     *
     * @throws IllegalArgumentException for names that are not supported; then nothing is changed
     */
    void set(SSLParameters jsse) {
        Objects.requireNonNull(jsse, "parameters");
        String[] newVersions = jsse.getProtocols();
        String[] newSuites = jsse.getCipherSuites();
        List<ProtocolVersion> checkedVersions =
                newVersions == null ? null : JsseNames.versions(newVersions, supportedVersions);
        List<CipherSuite> checkedSuites = newSuites == null ? null : JsseNames.suites(newSuites, supportedSuites);
        List<String> checkedProtocols = checkedApplicationProtocols(jsse.getApplicationProtocols());
        synchronized (this) {
            versions = checkedVersions == null ? versions : checkedVersions;
            suites = checkedSuites == null ? suites : checkedSuites;
            applicationProtocols = checkedProtocols;
            setOthers(jsse);
        }
    }

    private void setOthers(SSLParameters jsse) {
        clientAuthentication = jsse.getNeedClientAuth()
                ? ClientAuthentication.NEED
                : jsse.getWantClientAuth() ? ClientAuthentication.WANT : ClientAuthentication.NONE;
        suitesOrdered = jsse.getUseCipherSuitesOrder();
        maximumPacketSize = jsse.getMaximumPacketSize();
        retransmissions = jsse.getEnableRetransmissions();
        endpointIdentification = or(jsse.getEndpointIdentificationAlgorithm(), endpointIdentification);
        constraints = or(jsse.getAlgorithmConstraints(), constraints);
        List<SNIServerName> names = jsse.getServerNames();
        serverNames = names == null ? serverNames : List.copyOf(names);
        Collection<SNIMatcher> newMatchers = jsse.getSNIMatchers();
        matchers = newMatchers == null ? matchers : List.copyOf(newMatchers);
        signatureSchemes = NewerParameters.SIGNATURE_SCHEMES.get(jsse).map(List::of).orElse(signatureSchemes);
        namedGroups = NewerParameters.NAMED_GROUPS.get(jsse).map(List::of).orElse(namedGroups);
    }

    /** RFC 7301 §3.1: one to 255 bytes; JSSE names carry bytes as ISO-8859-1. */
    private static List<String> checkedApplicationProtocols(String[] names) {
        List<String> checked = new ArrayList<>();
        for (String name : names == null ? new String[0] : names) {
            if (name == null || name.isEmpty() || name.length() > LONGEST_PROTOCOL_NAME) {
                throw new IllegalArgumentException("An application protocol name has 1 to 255 bytes");
            }
            if (name.chars().anyMatch(c -> c > 0xFF)) {
                throw new IllegalArgumentException("Application protocol names are bytes, as ISO-8859-1");
            }
            checked.add(name);
        }
        return List.copyOf(checked);
    }

    private static <T> T or(T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static String[] array(List<String> names) {
        return names == null ? null : names.toArray(String[]::new);
    }
}
