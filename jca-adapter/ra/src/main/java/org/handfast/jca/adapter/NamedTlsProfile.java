package org.handfast.jca.adapter;

import jakarta.resource.Referenceable;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.naming.Reference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.handfast.config.ConfigProblem;
import org.handfast.config.ProfileSnapshot;
import org.handfast.config.TlsRegistry;
import org.handfast.failure.TlsFailure;
import org.handfast.jca.TlsProfile;
import org.handfast.jca.TlsProfileDescription;
import org.handfast.jca.TlsProfileUnavailableException;
import org.handfast.jsse.ProfileContexts;

/**
 * The administered object behind {@code java:/handfast/profile/<name>}: holds the name, looks everything else
 * up at each use. Thread-safe once configured.
 */
public class NamedTlsProfile implements TlsProfile, ResourceAdapterAssociation, Referenceable, Serializable {
    private static final long serialVersionUID = 1L;

    private transient ResourceAdapter resourceAdapter;
    private transient Reference reference;
    private transient volatile SSLContext context;

    private String profile = "default";

    /** Name of the profile. */
    public String getProfile() {
        return profile;
    }

    /** See {@link #getProfile()}. */
    public void setProfile(String profile) {
        this.profile = Objects.requireNonNull(profile, "profile").trim();
    }

    @Override
    public String name() {
        return profile;
    }

    @Override
    public SSLContext sslContext() {
        SSLContext made = context;
        if (made == null) {
            synchronized (this) {
                made = context;
                if (made == null) {
                    made = available();
                    context = made;
                }
            }
        }
        return made;
    }

    @Override
    public SSLSocketFactory socketFactory() {
        return sslContext().getSocketFactory();
    }

    @Override
    public SSLServerSocketFactory serverSocketFactory() {
        return sslContext().getServerSocketFactory();
    }

    @Override
    public SSLEngine clientEngine(String host, int port) {
        SSLEngine engine = sslContext().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public TlsProfileDescription describe() {
        TlsRegistry registry = TlsRegistry.standard();
        List<String> problems = registry.problems().stream()
                .filter(problem -> problem.profile().isEmpty() || problem.profile().equals(profile))
                .map(ConfigProblem::toString)
                .toList();
        Optional<ProfileSnapshot> latest = registry.profile(profile).latest();
        return latest.map(snapshot -> describe(snapshot, problems))
                .orElseGet(() -> new TlsProfileDescription(
                        profile, false, 0, List.of(), List.of(), List.of(), List.of(), problems));
    }

    private TlsProfileDescription describe(ProfileSnapshot snapshot, List<String> problems) {
        var policy = snapshot.context().policy();
        return new TlsProfileDescription(
                profile,
                true,
                snapshot.generation(),
                policy.versions().stream().map(Object::toString).toList(),
                policy.suites().stream().map(Object::toString).toList(),
                policy.groups().stream().map(Object::toString).toList(),
                snapshot.certificates().stream()
                        .map(c -> c.subject() + ", valid until " + c.notAfter())
                        .toList(),
                problems);
    }

    private SSLContext available() {
        try {
            TlsRegistry registry = TlsRegistry.standard();
            registry.profile(profile).current();
            return ProfileContexts.of(registry, profile);
        } catch (TlsFailure e) {
            throw new TlsProfileUnavailableException(
                    "TLS profile \"" + profile + "\" cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        this.resourceAdapter = adapter;
    }

    @Override
    public Reference getReference() {
        return reference;
    }

    @Override
    public void setReference(Reference reference) {
        this.reference = reference;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NamedTlsProfile that && profile.equals(that.profile);
    }

    @Override
    public int hashCode() {
        return profile.hashCode();
    }

    @Override
    public String toString() {
        return "TlsProfile[" + profile + "]";
    }
}
