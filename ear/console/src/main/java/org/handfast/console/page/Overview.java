package org.handfast.console.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.handfast.config.ConfigProblem;
import org.handfast.config.Profile;
import org.handfast.config.TlsRegistry;
import org.handfast.console.AskingConnection;
import org.handfast.console.CertificateInUse;
import org.handfast.observe.Counters;

/** The first page. One object per request: all parts show the same moment. */
@Named
@RequestScoped
public class Overview {
    private static final int FAILURES_SHOWN = 20;

    private final TlsRegistry registry = TlsRegistry.standard();

    /** The profile file. */
    public String getFile() {
        return registry.file().toString();
    }

    /** Profiles in force. */
    public List<ProfileRow> getProfiles() {
        return registry.profiles().stream()
                .map(Profile::latest)
                .flatMap(Optional::stream)
                .map(ProfileRow::of)
                .toList();
    }

    /** What is wrong with the file; empty if nothing. */
    public List<String> getProblems() {
        return registry.problems().stream().map(ConfigProblem::toString).toList();
    }

    /** Certificates, the first to expire first. */
    public List<CertificateRow> getCertificates() {
        return CertificateInUse.all().stream().map(CertificateRow::of).toList();
    }

    /** Handshakes finished since start. */
    public long getFinished() {
        return registry.counters().finished();
    }

    /** Handshakes failed since start. */
    public long getFailed() {
        return registry.counters().failed();
    }

    /** Tables of counts, each with its title. */
    public List<CountTable> getCounts() {
        Counters counters = registry.counters();
        return List.of(
                CountTable.of("Version", entries(counters.versions())),
                CountTable.of("Cipher suite", entries(counters.suites())),
                CountTable.of("Group", entries(counters.groups())),
                CountTable.of("Profile", entries(counters.profiles())));
    }

    /** The newest failures. */
    public List<FailureRow> getFailures() {
        return registry.failures().entries().stream()
                .limit(FAILURES_SHOWN)
                .map(FailureRow::of)
                .toList();
    }

    /** The connection that asks; null without TLS. */
    public ConnectionRow getConnection() {
        return AskingConnection.current().map(ConnectionRow::of).orElse(null);
    }

    private static List<Count> entries(Map<String, Long> counts) {
        Set<Map.Entry<String, Long>> all = counts.entrySet();
        return all.stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> Count.of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
