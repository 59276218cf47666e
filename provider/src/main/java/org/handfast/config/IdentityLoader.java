package org.handfast.config;

import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.handfast.config.ProfileDefinition.FileAt;
import org.handfast.config.ProfileDefinition.IdentityDefinition;
import org.handfast.config.ProfileDefinition.StoreDefinition;
import org.handfast.credential.Credential;
import org.handfast.credential.source.KeyStoreSource;
import org.handfast.credential.source.PemSource;
import org.handfast.failure.TlsFailure;

/** Reads the certificates and keys a profile names; what cannot be read becomes a problem. */
final class IdentityLoader {
    private static final char[] NONE = new char[0];

    private final FileSource files;
    private final Problems problems;

    IdentityLoader(FileSource files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** The identity, not yet checked. */
    Optional<Credential> load(IdentityDefinition identity) {
        return identity.store().isPresent() ? fromStore(identity, identity.store().get()) : fromPem(identity);
    }

    /** An opened key store. */
    Optional<KeyStore> open(StoreDefinition store) {
        Optional<byte[]> content = files.read(store.file());
        Optional<char[]> password = store.password().flatMap(files::password);
        if (content.isEmpty() || password.isPresent() != store.password().isPresent()) {
            return Optional.empty();
        }
        Optional<KeyStore> opened = attempt(store.file(), "HF7202", "Correct keystore, type or password.",
                () -> KeyStoreSource.open(content.get(), store.type().orElse(""), password.orElse(null)));
        password.ifPresent(p -> Arrays.fill(p, '\0'));
        return opened;
    }

    /** Certificates of a PEM file. */
    Optional<List<X509Certificate>> certificates(FileAt file) {
        Optional<List<X509Certificate>> certificates = files.read(file).flatMap(content -> attempt(file, "HF7204",
                "Write certificates as PEM, each between BEGIN CERTIFICATE and END CERTIFICATE.",
                () -> PemSource.certificates(content)));
        return certificates;
    }

    private Optional<Credential> fromStore(IdentityDefinition identity, StoreDefinition store) {
        Optional<KeyStore> opened = open(store);
        Optional<String> alias = opened.flatMap(s -> alias(identity, store, s));
        if (alias.isEmpty()) {
            return Optional.empty();
        }
        Optional<char[]> password = identity.keyPassword().or(store::password).flatMap(files::password);
        Optional<Credential> credential = attempt(store.file(), "HF7202", "Correct alias, password or keyPassword.",
                () -> KeyStoreSource.credential(opened.get(), alias.get(), password.orElse(NONE)));
        password.ifPresent(p -> Arrays.fill(p, '\0'));
        return credential.map(c -> named(identity.name().orElse(store.file().path() + "#" + alias.get()), c));
    }

    private Optional<String> alias(IdentityDefinition identity, StoreDefinition store, KeyStore opened) {
        List<String> aliases = attempt(store.file(), "HF7202", "Correct keystore.",
                () -> KeyStoreSource.keyAliases(opened)).orElse(List.of());
        if (identity.alias().isPresent()) {
            Optional<String> found = aliases.stream().filter(identity.alias().get()::equalsIgnoreCase).findFirst();
            if (found.isEmpty()) {
                problems.add(identity.at(), "HF7203", "The keystore " + Quoted.of(store.file().path())
                        + " has no private key " + Quoted.of(identity.alias().get()) + ".", aliasFix(aliases));
            }
            return found;
        }
        if (aliases.size() != 1) {
            problems.add(identity.at(), "HF7203", "The keystore " + Quoted.of(store.file().path()) + " holds "
                    + aliases.size() + " private keys.", aliasFix(aliases));
            return Optional.empty();
        }
        return Optional.of(aliases.get(0));
    }

    private static String aliasFix(List<String> aliases) {
        return aliases.isEmpty()
                ? "Use a keystore with a private key."
                : "Set alias to one of: " + String.join(", ", aliases.stream().map(Quoted::of).toList()) + ".";
    }

    private Optional<Credential> fromPem(IdentityDefinition identity) {
        FileAt certificate = identity.certificate().orElseThrow();
        FileAt keyFile = identity.key().orElseThrow();
        Optional<List<X509Certificate>> chain = certificates(certificate);
        if (chain.isPresent() && chain.get().isEmpty()) {
            problems.add(certificate.at(), "HF7204", "The file " + Quoted.of(certificate.path())
                    + " holds no certificate.", "Write the certificate and its intermediates into it, as PEM.");
        }
        Optional<PrivateKey> key = files.read(keyFile).flatMap(content -> attempt(keyFile, "HF7211",
                "Write the key as unencrypted PEM (openssl pkcs8 -topk8 -nocrypt), or put it into a PKCS12 keystore.",
                () -> PemSource.privateKey(content)));
        if (chain.isEmpty() || chain.get().isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        String name = identity.name().orElse(certificate.path());
        return Optional.of(new Credential(name, chain.get(), key.get(), new byte[0]));
    }

    private static Credential named(String name, Credential credential) {
        return new Credential(name, credential.chain(), credential.key(), credential.staple());
    }

    private <T> Optional<T> attempt(FileAt file, String code, String fix, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (TlsFailure e) {
            problems.add(file.at(), code, "The file " + Quoted.of(file.path()) + " is not usable: "
                    + e.facts().getOrDefault("why", e.reason().name()) + ".", fix);
            return Optional.empty();
        }
    }
}
