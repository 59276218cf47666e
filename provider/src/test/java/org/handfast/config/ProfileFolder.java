package org.handfast.config;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.handfast.testing.Authority;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;

/** A directory with certificates, keys and a profile file; registries opened over it tell what they told. */
final class ProfileFolder implements AutoCloseable {
    static final Authority CA = Certificates.authority("Test Root");
    static final Identity SERVER = CA.issue("www.example.com").dns("www.example.com").server().make();
    static final Identity OTHER = CA.issue("other.example.com").dns("other.example.com").server().make();
    static final Identity CLIENT = CA.client("alice", KeyKind.EC_P256);

    private static final Environment UNTRIED = Environment.standard();

    final Path directory;
    final Path yaml;
    final List<String> heard = new ArrayList<>();
    private final List<TlsRegistry> open = new ArrayList<>();

    ProfileFolder(Path directory) {
        this.directory = directory;
        this.yaml = directory.resolve("handfast.yaml");
        pem("server", SERVER);
        pem("other", OTHER);
        pem("client", CLIENT);
        write("ca.pem", Pem.certificate(CA.certificate()));
        store("server.p12", SERVER.keyStore("web"));
        store("trust.p12", Certificates.trusting(CA));
    }

    /** A server profile with these lines in its spec, each with its own indentation of two. */
    static String server(String name, String... lines) {
        return profile(name, "server", "  certificates:\n    - {certificate: server.pem, key: server-key.pem}", lines);
    }

    static String client(String name, String... lines) {
        return profile(name, "client", "  trust: {bundle: ca.pem}", lines);
    }

    static String profile(String name, String side, String first, String... lines) {
        StringBuilder text = new StringBuilder("apiVersion: handfast/v1\nkind: Profile\nmetadata: {name: " + name
                + "}\nspec:\n  side: " + side + "\n" + first + "\n");
        for (String line : lines) {
            text.append("  ").append(line).append('\n');
        }
        return text.append("---\n").toString();
    }

    /** A registry of its own over this folder, closed with it. */
    TlsRegistry registry() {
        TlsRegistry registry = new TlsRegistry(yaml, Environment.standard());
        open.add(registry);
        registry.addListener(new ProfileListener() {
            @Override
            public void changed(String profile, long generation) {
                heard.add(profile + " " + generation);
            }

            @Override
            public void rejected(List<ConfigProblem> problems) {
                heard.add("rejected " + problems.get(0).code());
            }
        });
        return registry;
    }

    /** One pass over a profile file with this text. */
    Pass pass(String text) {
        write("handfast.yaml", text);
        return Pass.over(yaml, UNTRIED, terms -> true);
    }

    void pem(String name, Identity identity) {
        pem(name, identity.chain(), identity.key());
    }

    void pem(String name, List<X509Certificate> chain, PrivateKey key) {
        StringBuilder text = new StringBuilder();
        chain.forEach(c -> text.append(Pem.certificate(c)));
        write(name + ".pem", text.toString());
        write(name + "-key.pem", Pem.key(key));
    }

    void store(String name, KeyStore store) {
        try (OutputStream out = Files.newOutputStream(directory.resolve(name))) {
            store.store(out, Identity.PASSWORD);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void write(String name, String text) {
        write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    void write(String name, byte[] content) {
        try {
            Files.write(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a file as careful tools do. */
    void replace(String name, String text) {
        write(name + ".new", text);
        try {
            Files.move(directory.resolve(name + ".new"), directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        open.forEach(TlsRegistry::close);
    }
}
