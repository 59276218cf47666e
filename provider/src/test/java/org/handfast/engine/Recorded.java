package org.handfast.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Role;
import org.handfast.crypto.Catalog;
import org.handfast.crypto.Kem;
import org.handfast.crypto.SignatureAlgorithm;
import org.handfast.crypto.Suite12;
import org.handfast.crypto.Suite13;
import org.handfast.iana.CipherSuite;
import org.handfast.iana.ProtocolVersion;
import org.handfast.record.RecordLimits;
import org.handfast.testing.OpenCipher;
import org.handfast.testing.RememberedSignature;
import org.handfast.testing.ToyKem;

/**
 * A handshake with client authentication as one side heard it, one message to a record. The same randomness and an
 * open cipher let that side hear it again, and with it what a test puts between.
 */
final class Recorded {
    /** So that all of them can be tried at one place. */
    private static final int MANY_WARNINGS = 512;
    private static final Catalog OPEN = open();

    final Role role;
    final ProtocolVersion version;
    /** What the side heard, to the end of the handshake. */
    final List<byte[]> heard;
    /** How many of these came before it had keys to read with. */
    final int inTheClear;
    /** How many it heard before the version was chosen. */
    final int versionOpen;
    /** What it said, and what is exported at the end. */
    final Replay undisturbed;

    private Recorded(Role role, ProtocolVersion version, List<byte[]> heard) {
        this.role = role;
        this.version = version;
        this.heard = heard;
        this.inTheClear = isTls12() ? indexOfChange() + 1 : 1;
        this.versionOpen = 1;
        this.undisturbed = replay();
        heard.forEach(undisturbed::hear);
    }

    /** Both sides of both versions. */
    static List<Recorded> all() {
        List<Recorded> all = new ArrayList<>();
        for (ProtocolVersion version : List.of(ProtocolVersion.TLS13, ProtocolVersion.TLS12)) {
            Replay client = new Replay(engines(version).create(Role.CLIENT));
            Replay server = new Replay(engines(version).create(Role.SERVER));
            List<byte[]> toServer = new ArrayList<>();
            List<byte[]> toClient = new ArrayList<>();
            while (!client.engine.established() || !server.engine.established()) {
                byte[] said = client.saidSince(toServer.stream().mapToInt(record -> record.length).sum());
                records(said).forEach(record -> {
                    toServer.add(record);
                    server.hear(record);
                });
                byte[] answered = server.saidSince(toClient.stream().mapToInt(record -> record.length).sum());
                records(answered).forEach(record -> {
                    toClient.add(record);
                    client.hear(record);
                });
            }
            all.add(new Recorded(Role.SERVER, version, messages(toServer, version)));
            all.add(new Recorded(Role.CLIENT, version, messages(toClient, version)));
        }
        return all;
    }

    /** The side from its beginning, with the same randomness. */
    Replay replay() {
        return new Replay(engines(version).create(role));
    }

    /** The side after it has heard the first {@code count} records. */
    Replay replay(int count) {
        Replay replay = replay();
        heard.subList(0, count).forEach(replay::hear);
        return replay;
    }

    /** A record as the peer would send it at this place. */
    byte[] record(int place, int type, byte... payload) {
        if (place < inTheClear) {
            return plain(type, payload);
        }
        return isTls12() ? protected12(type, payload) : protected13(type, payload);
    }

    boolean isTls12() {
        return version.equals(ProtocolVersion.TLS12);
    }

    @Override
    public String toString() {
        return role + " of " + version;
    }

    static byte[] plain(int type, byte... payload) {
        byte[] record = new byte[5 + payload.length];
        record[0] = (byte) type;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) (payload.length >> 8);
        record[4] = (byte) payload.length;
        System.arraycopy(payload, 0, record, 5, payload.length);
        return record;
    }

    private int indexOfChange() {
        int at = 0;
        while (heard.get(at)[0] != 20) {
            at++;
        }
        return at;
    }

    private static byte[] protected12(int type, byte[] payload) {
        return plain(type, Arrays.copyOf(payload, payload.length + OpenCipher.TAG));
    }

    private static byte[] protected13(int type, byte[] payload) {
        byte[] inner = Arrays.copyOf(payload, payload.length + 1 + OpenCipher.TAG);
        inner[payload.length] = (byte) type;
        return plain(23, inner);
    }

    private static Engines engines(ProtocolVersion version) {
        Engines engines = Engines.of(version);
        if (version.equals(ProtocolVersion.TLS12)) {
            engines.suite = CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256;
        }
        engines.clientAuthentication = ClientAuthentication.NEED;
        engines.catalog = OPEN;
        RecordLimits usual = RecordLimits.DEFAULT;
        engines.limits = new RecordLimits(usual.emptyRecords(), usual.handshakeRecords(), MANY_WARNINGS,
                usual.changeCipherSpecs(), usual.idleMessages(), usual.unauthenticatedBytes(),
                usual.clientHelloBytes(), usual.certificateFromClientBytes(), usual.certificateFromServerBytes(),
                usual.messageBytes(), usual.skippedEarlyDataBytes(), usual.recordsPerKey());
        return engines;
    }

    private static Catalog open() {
        return new Catalog(
                Engines.JDK.suites13().stream()
                        .map(suite -> new Suite13(suite.suite(), new OpenCipher(), suite.hash())).toList(),
                Engines.JDK.suites12().stream()
                        .filter(suite -> suite.explicitNonceLength() == 0)
                        .map(suite -> new Suite12(suite.suite(), suite.keyExchange(), suite.authentication(),
                                new OpenCipher(), suite.hash(), suite.fixedIvLength())).toList(),
                Engines.JDK.kems().stream().<Kem>map(kem -> new ToyKem(kem.group())).toList(),
                Engines.JDK.signatureAlgorithms().stream()
                        .<SignatureAlgorithm>map(RememberedSignature::new).toList());
    }

    private static List<byte[]> records(byte[] bytes) {
        List<byte[]> records = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int end = at + 5 + ((bytes[at + 3] & 0xFF) << 8 | bytes[at + 4] & 0xFF);
            records.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return records;
    }

    /** Records with several messages become several records. Only TLS 1.3 has messages under keys before the last. */
    private static List<byte[]> messages(List<byte[]> records, ProtocolVersion version) {
        List<byte[]> messages = new ArrayList<>();
        boolean changed = false;
        for (byte[] record : records) {
            boolean hidden = record[0] == 23;
            changed |= record[0] == 20 && version.equals(ProtocolVersion.TLS12);
            byte[] payload = Arrays.copyOfRange(record, 5, record.length - (hidden ? 1 + OpenCipher.TAG : 0));
            if (changed || record[0] != 22 && !hidden) {
                messages.add(record);
                continue;
            }
            int at = 0;
            while (at < payload.length) {
                int length = 4 + ((payload[at + 2] & 0xFF) << 8 | payload[at + 3] & 0xFF);
                byte[] message = Arrays.copyOfRange(payload, at, at + length);
                messages.add(hidden ? protected13(22, message) : plain(22, message));
                at += length;
            }
        }
        return messages;
    }
}
