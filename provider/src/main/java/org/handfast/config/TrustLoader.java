package org.handfast.config;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.handfast.config.ProfileDefinition.FileAt;
import org.handfast.config.ProfileDefinition.StoreDefinition;
import org.handfast.config.ProfileDefinition.TrustDefinition;
import org.handfast.credential.source.CredentialCheck;
import org.handfast.credential.source.KeyStoreSource;

/** Reads trust anchors. None, or none that is valid, is a problem: never the system's, never no check (rule C-4). */
final class TrustLoader {
    private final IdentityLoader loader;
    private final Environment environment;
    private final Problems problems;

    TrustLoader(IdentityLoader loader, Environment environment, Problems problems) {
        this.loader = loader;
        this.environment = environment;
        this.problems = problems;
    }

    Optional<Anchors> load(TrustDefinition trust) {
        StoreDefinition store = trust.store().orElseGet(() -> javaStore(trust.at()));
        FileAt file = trust.bundle().orElse(store.file());
        Optional<List<X509Certificate>> found = trust.bundle().isPresent()
                ? loader.certificates(file)
                : loader.open(store).map(KeyStoreSource::anchors);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> anchors = found.get();
        Instant now = environment.clock().instant();
        if (anchors.stream().noneMatch(c -> CredentialCheck.validAt(c, now))) {
            String what = anchors.isEmpty() ? " holds no trusted certificate." : " holds only expired certificates.";
            problems.add(file.at(), "HF7209", "The trust store " + Quoted.of(file.path()) + what,
                    "Put the certificates of the authorities to be trusted into it.");
            return Optional.empty();
        }
        return Optional.of(new Anchors(anchors, anchors.stream()
                .map(c -> Certificates.describe(file.path(), c, environment.sha256()))
                .toList()));
    }

    /** Java's own list of authorities, only where the profile says so. */
    private static StoreDefinition javaStore(Position at) {
        Path file = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        return new StoreDefinition(new FileAt(file.toString(), at), Optional.empty(), Optional.empty());
    }
}
