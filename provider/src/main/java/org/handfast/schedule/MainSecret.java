package org.handfast.schedule;

import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;

/** Main Secret (RFC 9846 §7.1): the stage of application data, exporters and resumption. Not thread-safe. */
public final class MainSecret implements AutoCloseable {
    private final Suite13 suite;
    private final Secret secret;

    MainSecret(Suite13 suite, Secret secret) {
        this.suite = suite;
        this.secret = secret;
    }

    /** The suite it belongs to. */
    public Suite13 suite() {
        return suite;
    }

    /** client_application_traffic_secret_0 over ClientHello...server Finished; the caller closes it. */
    public TrafficSecret client(byte[] serverFinishedHash) {
        return TrafficSecret.of(suite, Labels.derive(suite.hash(), secret, "c ap traffic", serverFinishedHash));
    }

    /** server_application_traffic_secret_0 over ClientHello...server Finished; the caller closes it. */
    public TrafficSecret server(byte[] serverFinishedHash) {
        return TrafficSecret.of(suite, Labels.derive(suite.hash(), secret, "s ap traffic", serverFinishedHash));
    }

    /** The exporter over ClientHello...server Finished (RFC 9846 §7.5); the caller closes it. */
    public Exporter exporter(byte[] serverFinishedHash) {
        return new Exporter13(suite.hash(), Labels.derive(suite.hash(), secret, "exp master", serverFinishedHash));
    }

    /** resumption_secret over ClientHello...client Finished; the caller closes it. */
    public ResumptionSecret resumption(byte[] clientFinishedHash) {
        return new ResumptionSecret(
                suite, Labels.derive(suite.hash(), secret, "res master", clientFinishedHash));
    }

    /** Wipes. Idempotent. */
    @Override
    public void close() {
        secret.close();
    }
}
