package org.handfast.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.handfast.credential.source.CertificateMaker;
import org.handfast.crypto.jca.SigningKeys;
import org.handfast.failure.Reason;

/**
 * Makes what a server needs for its first secure start: an authority of its own, a server certificate for this
 * host, and a profile file with the profiles {@code default} (server) and {@code client}. What exists is left
 * alone. Keys belong to their owner only.
 */
public final class FirstStart {
    /** Directory below the data directory. */
    public static final String DIRECTORY = "handfast";

    /** Certificate of the own authority, PEM; clients trust this. */
    public static final String AUTHORITY = "ca.pem";

    private static final String AUTHORITY_KEY = "ca-key.pem";
    private static final String CERTIFICATE = "server.pem";
    private static final String KEY = "server-key.pem";
    private static final Pattern HOST_NAME =
            Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    /** Some clients refuse server certificates that live longer than 398 days. */
    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(397);
    private static final Duration BACKDATED = Duration.ofHours(1);

    private FirstStart() {}

    /**
     * What stands after {@link #prepare}.
     *
     * @param profiles the profile file
     * @param authority certificate of the own authority in PEM, to be trusted by clients
     * @param created files made now; empty: everything was there
     * @param advice how to trust the authority, for people, several lines
     */
    public record Result(Path profiles, Path authority, List<Path> created, String advice) {
        /** Copies the list. */
        public Result {
            created = List.copyOf(created);
        }
    }

    /**
     * Makes what is missing and touches nothing that exists.
     *
     * @param configDirectory holds {@code handfast.yaml}; {@code jboss.server.config.dir}
     * @param dataDirectory gets a directory {@code handfast} with keys and certificates
     * @throws org.handfast.failure.TlsFailure CONFIGURATION_INVALID when something cannot be written
     */
    public static Result prepare(Path configDirectory, Path dataDirectory) {
        Path directory = dataDirectory.toAbsolutePath().normalize().resolve(DIRECTORY);
        Path profiles = configDirectory.toAbsolutePath().normalize().resolve(TlsRegistry.FILE_NAME);
        List<Path> created = new ArrayList<>();
        try {
            SafeFiles.privateDirectory(directory);
            if (!Files.exists(directory.resolve(CERTIFICATE)) || !Files.exists(directory.resolve(KEY))) {
                makeCertificates(directory, created);
            }
            if (!Files.exists(profiles)) {
                SafeFiles.write(profiles, StandardProfiles.text(directory), SafeFiles.Audience.OWNER_WRITES);
                created.add(profiles);
            }
        } catch (IOException e) {
            throw Reason.CONFIGURATION_INVALID.causedBy(e, "why", "first start cannot write", "directory", directory);
        }
        Path authority = directory.resolve(AUTHORITY);
        return new Result(profiles, authority, created, advice(profiles, authority));
    }

    /**
     * Command line.
     *
     * @param arguments configuration directory and data directory
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("usage: FirstStart <configuration directory> <data directory>");
            System.exit(2);
        }
        Result made = prepare(Path.of(arguments[0]), Path.of(arguments[1]));
        made.created().forEach(file -> System.out.println("created " + file));
        System.out.println(made.advice());
    }

    /** A new authority each time: its key signs one certificate, so an old one without it is of no use. */
    private static void makeCertificates(Path directory, List<Path> created) throws IOException {
        Environment environment = Environment.standard();
        CertificateMaker maker = new CertificateMaker(environment.catalog(), environment.randomness());
        Instant now = environment.clock().instant();
        List<String> names = names();
        CertificateMaker.Made authority = maker.authority("Handfast authority of " + hostName(names),
                SigningKeys.ecP256(), now.minus(BACKDATED), now.plus(AUTHORITY_LIFE));
        CertificateMaker.Made server = maker.server(authority, names, SigningKeys.ecP256(),
                now.minus(BACKDATED), now.plus(CERTIFICATE_LIFE));
        created.add(SafeFiles.write(directory.resolve(AUTHORITY_KEY),
                Pem.key(authority.keys().getPrivate()), SafeFiles.Audience.OWNER_ONLY));
        created.add(SafeFiles.write(directory.resolve(AUTHORITY),
                Pem.certificate(authority.certificate()), SafeFiles.Audience.OWNER_WRITES));
        created.add(SafeFiles.write(directory.resolve(KEY),
                Pem.key(server.keys().getPrivate()), SafeFiles.Audience.OWNER_ONLY));
        // last: its presence says that all is there
        created.add(SafeFiles.write(directory.resolve(CERTIFICATE),
                Pem.certificate(server.certificate()), SafeFiles.Audience.OWNER_WRITES));
    }

    /** localhost first, then what this host calls itself. */
    private static List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        names.add("localhost");
        try {
            InetAddress host = InetAddress.getLocalHost();
            names.add(host.getHostName().toLowerCase(Locale.ROOT));
            names.add(host.getCanonicalHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException e) {
            // a host without a name is reached as localhost
        }
        names.removeIf(name -> !HOST_NAME.matcher(name).matches() || name.matches("[0-9.]+"));
        names.add("127.0.0.1");
        names.add("::1");
        return List.copyOf(names);
    }

    private static String hostName(List<String> names) {
        return names.size() > 3 ? names.get(1) : names.get(0);
    }

    private static String advice(Path profiles, Path authority) {
        return String.join(System.lineSeparator(),
                "Handfast serves a certificate from an authority of its own.",
                "  Profiles:       " + profiles,
                "  Authority:      " + authority,
                "  Try it:         curl --cacert " + authority + " https://localhost:8443/",
                "  Trust it here:  import the authority into the trust store of your browser or system,",
                "                  for example: keytool -importcert -cacerts -alias handfast -file " + authority,
                "  Replace it:     put your own certificate and key into the profile file; it follows by itself.");
    }
}
