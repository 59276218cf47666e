package org.handfast.bogo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.NameVerdict;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.jca.PlatformRandomness;
import org.handfast.engine.EngineLimits;
import org.handfast.engine.EngineOptions;
import org.handfast.engine.TlsContext;
import org.handfast.engine.TlsEngine;
import org.handfast.engine.TlsObserver;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.handshake.ClientWishes;
import org.handfast.handshake.Limits;
import org.handfast.record.RecordLimits;

/** One run of the runner's test: its connections, played as the command line says. */
final class Shim {
    /** File that collects the flags behind each exit status 89, one line each. */
    private static final String LOG = "HANDFAST_BOGO_UNIMPLEMENTED";

    /** The runner counts bytes of a chain, not certificates. */
    private static final int CHAIN_LENGTH = 100;

    private static final int CHANGE_CIPHER_SPECS = 32;

    /** Plaintext of 16,384 bytes of ciphertext, which is what the runner counts. */
    private static final int SKIPPED_BYTES = 16384 - 17;

    private final PrintStream out;
    private final PrintStream err;

    Shim(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** One run per process: the official form. */
    public static void main(String[] words) {
        RunnerCertificates.install();
        System.exit(new Shim(System.out, System.err).run(List.of(words)));
    }

    /** The exit status. */
    int run(List<String> words) {
        if (words.contains("-is-handshaker-supported")) {
            out.println("No");
            return 0;
        }
        try {
            connect(Arguments.parse(words));
            return 0;
        } catch (Unimplemented feature) {
            note(feature);
            return Unimplemented.STATUS;
        } catch (TlsFailure failure) {
            err.println(word(failure) + " " + failure.getMessage());
        } catch (Expectation unmet) {
            err.println(unmet.getMessage());
        } catch (IOException | RuntimeException broken) {
            err.println(":BROKEN_RUN:");
            broken.printStackTrace(err);
        }
        return 1;
    }

    private static void connect(Arguments arguments) throws IOException {
        Catalog catalog = CaseCatalog.of();
        CaseSessions sessions = new CaseSessions(catalog, PlatformRandomness.create());
        connect(arguments.first(), Optional.empty(), catalog, sessions);
        for (int i = 0; i < arguments.resumptions(); i++) {
            Expectation.that(arguments.first().role() == Role.SERVER || !sessions.isEmpty(), "No session to offer.");
            sessions.advance((i == 0 ? arguments.first() : arguments.later()).number("-resumption-delay").orElse(0));
            connect(arguments.later(), Optional.of(arguments.retried()), catalog, sessions);
        }
    }

    /** @param retried flags once early data is refused; empty: nothing is resumed */
    private static void connect(
            Settings settings, Optional<Settings> retried, Catalog catalog, CaseSessions sessions) throws IOException {
        CaseCredentials credentials = new CaseCredentials(settings, catalog);
        TlsContext context = new TlsContext(new CasePolicy(settings, catalog, credentials.keys()).policy(), catalog,
                PlatformRandomness.create(), () -> 0L, TlsObserver.NONE, limits(settings));
        CaseSessions.Ledger ledger = sessions.ledger(settings);
        TlsEngine engine = TlsEngine.create(context, options(settings, credentials, ledger));
        try (Connection connection = Connection.open(settings, engine)) {
            try {
                connection.handshake();
                Function<Settings, Expectations> expectations =
                        flags -> new Expectations(flags, engine, credentials, ledger, retried.isPresent());
                if (connection.isEarly()) {
                    early(settings, retried.orElseThrow(), engine, connection, expectations);
                    return;
                }
                Expectation.that(settings.role() == Role.SERVER || !settings.has("-expect-reject-early-data"),
                        "no early data to refuse");
                if (!settings.has("-implicit-handshake")) {
                    expectations.apply(settings).check();
                }
                new Exchange(settings, engine, connection).run();
                expectations.apply(settings).checkAtEnd();
            } finally {
                connection.end();
            }
        }
    }

    /** A client that sends early data; where it is refused, the exchange begins again, under other flags. */
    private static void early(Settings settings, Settings retried, TlsEngine engine, Connection connection,
            Function<Settings, Expectations> expectations) throws IOException {
        Expectation.that(!settings.has("-expect-no-offer-early-data"), "early data offered");
        boolean refusal = settings.has("-expect-reject-early-data");
        connection.whenConfirmed(() -> {
            Expectation.same(!refusal, engine.facts().earlyData(), "early data taken");
            expectations.apply(refusal ? retried : settings).check();
            if (refusal) {
                throw new EarlyDataRefused();
            }
        });
        try {
            new Exchange(settings, engine, connection).run();
            expectations.apply(settings).checkAtEnd();
        } catch (EarlyDataRefused refused) {
            new Exchange(retried, engine, connection).run();
            expectations.apply(retried).checkAtEnd();
        }
    }

    private static EngineOptions options(
            Settings settings, CaseCredentials credentials, CaseSessions.Ledger ledger) {
        NameVerdict verdict = settings.has("-no-server-name-ack") ? NameVerdict.IGNORE : NameVerdict.ACCEPT;
        ClientAuthentication authentication = settings.has("-require-any-client-certificate")
                ? ClientAuthentication.NEED
                : settings.has("-verify-peer") ? ClientAuthentication.WANT : ClientAuthentication.NONE;
        return new EngineOptions(
                settings.role(),
                "runner",
                settings.text("-host-name"),
                name -> verdict,
                protocols(settings.text("-advertise-alpn").orElse("")),
                settings.role() == Role.SERVER ? selector(settings) : Optional.empty(),
                settings.role() == Role.SERVER ? authentication : ClientAuthentication.NONE,
                credentials,
                new CaseVerifier(settings),
                settings.number("-max-send-fragment").orElse(TlsEngine.APPLICATION_SIZE),
                new ClientWishes(settings.has("-fallback-scsv"), settings.has("-enable-ocsp-stapling"),
                        settings.has("-enable-signed-cert-timestamps")),
                ledger.resumption());
    }

    /** As we have them, but where the runner presumes other numbers or says them. */
    private static EngineLimits limits(Settings settings) {
        RecordLimits d = RecordLimits.DEFAULT;
        int chain = settings.number("-max-cert-list").orElse(d.certificateFromServerBytes());
        RecordLimits records = new RecordLimits(d.emptyRecords(), d.handshakeRecords(),
                d.warningAlerts(), CHANGE_CIPHER_SPECS, d.idleMessages(), d.unauthenticatedBytes(),
                d.clientHelloBytes(), chain, chain, d.messageBytes(), SKIPPED_BYTES, d.recordsPerKey());
        EngineLimits standard = EngineLimits.DEFAULT;
        Limits handshake = new Limits(CHAIN_LENGTH, CHAIN_LENGTH, standard.handshake().authoritiesBytes());
        return new EngineLimits(records, handshake, standard.handshakeTime(), standard.firstByteTime());
    }

    private static Optional<Function<List<String>, String>> selector(Settings settings) {
        if (settings.has("-reject-alpn")) {
            return Optional.of(offered -> null);
        }
        if (settings.has("-decline-alpn")) {
            return Optional.of(offered -> "");
        }
        return settings.text("-select-alpn").map(choice -> offered -> {
            settings.text("-expect-advertised-alpn").ifPresent(expected ->
                    Expectation.same(protocols(expected), offered, "ALPN offered"));
            return choice;
        });
    }

    /** Names, each behind a byte with its length. */
    private static List<String> protocols(String wire) {
        List<String> names = new ArrayList<>();
        for (int at = 0; at < wire.length(); at += 1 + wire.charAt(at)) {
            names.add(wire.substring(at + 1, at + 1 + wire.charAt(at)));
        }
        return names;
    }

    private static String word(TlsFailure failure) {
        return failure.reason() == Reason.PEER_ALERT
                ? ":PEER_ALERT:" + failure.facts().get("alert") + ":"
                : ":" + failure.reason() + ":";
    }

    private void note(Unimplemented feature) {
        out.println("not implemented: " + feature.getMessage());
        String log = System.getenv(LOG);
        if (log != null) {
            try {
                Files.write(Path.of(log), (feature.getMessage() + "\n").getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException unwritable) {
                err.println(unwritable);
            }
        }
    }
}
