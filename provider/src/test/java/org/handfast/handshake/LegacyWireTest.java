package org.handfast.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.handfast.credential.ClientAuthentication;
import org.handfast.credential.Credential;
import org.handfast.credential.Role;
import org.handfast.engine.Need;
import org.handfast.engine.TlsEngine;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.CipherSuite;
import org.handfast.policy.Policy;
import org.handfast.testing.Identity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both our sides with legacy suites, and what happens to their bytes on the way. */
class LegacyWireTest {
    private static final CipherSuite TRANSPORT = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
    private static final CipherSuite CBC = CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA;

    static Stream<CipherSuite> suites() {
        return LegacySide.suites();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void dataGoesBothWays(CipherSuite suite) {
        Wire wire = new Wire(suite);
        wire.run(record -> record);
        assertThat(wire.client.established()).isTrue();
        assertThat(wire.server.established()).isTrue();
        boolean cbc = suite.toString().contains("_CBC_");
        assertThat(wire.hello(0).contains("0016")).as("encrypt_then_mac asked for").isEqualTo(cbc);
        Random random = new Random(3);
        for (int size : new int[] {0, 1, 15, 16, 17, 1000, 16383, 16384}) {
            byte[] data = new byte[size];
            random.nextBytes(data);
            assertThat(wire.move(wire.client, wire.server, data)).isEqualTo(data);
            assertThat(wire.move(wire.server, wire.client, data)).isEqualTo(data);
        }
    }

    /** RFC 5246 §7.4.7.1: nothing tells what was wrong, and when: each dies at the client's Finished, by one alert. */
    @Test
    @DisplayName("N-2: a wrong premaster secret shows only at Finished")
    void aWrongPremasterSecretShowsOnlyAtFinished() {
        Map<String, UnaryOperator<byte[]>> changes = new LinkedHashMap<>();
        changes.put("other number", body -> flipped(body, 100));
        changes.put("last byte", body -> flipped(body, body.length - 1));
        changes.put("zero", body -> Arrays.copyOf(new byte[] {1, 0}, body.length));
        changes.put("more than the modulus", body -> {
            byte[] all = body.clone();
            Arrays.fill(all, 2, all.length, (byte) 0xFF);
            return all;
        });
        changes.put("short", body -> encrypted(100));
        changes.put("empty", body -> encrypted(0));
        changes.put("long", body -> encrypted(257));
        Set<String> ends = new HashSet<>();
        changes.forEach((name, change) -> ends.add(wrongKeyExchange(change)));
        assertThat(ends).containsExactly("Finished BAD_RECORD_MAC 20");
    }

    /** Where it dies, why, and the alert. */
    private static String wrongKeyExchange(UnaryOperator<byte[]> change) {
        Wire wire = new Wire(TRANSPORT);
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> wire.run(record -> {
            if (record[0] != 22 || record[5] != 16) {
                return record;
            }
            byte[] body = change.apply(Arrays.copyOfRange(record, 9, record.length));
            ByteBuffer changed = ByteBuffer.allocate(9 + body.length);
            changed.put(record, 0, 3).putShort((short) (4 + body.length)).put((byte) 16).put((byte) 0);
            return changed.putShort((short) body.length).put(body).array();
        }));
        assertThat(failure).isNotNull();
        assertThat(failure.facts().keySet()).doesNotContain("key", "version");
        boolean atFinished = wire.records.get(wire.records.size() - 2)[0] == 20;
        wire.send(wire.server);
        byte[] alert = wire.records.get(wire.records.size() - 1);
        return (atFinished ? "Finished " : "earlier ") + failure.reason() + " " + alert[6];
    }

    private static byte[] flipped(byte[] body, int at) {
        byte[] other = body.clone();
        other[at] ^= 1;
        return other;
    }

    private static byte[] encrypted(int length) {
        return ByteBuffer.allocate(2 + length).putShort((short) length).array();
    }

    /** The MAC of 20 bytes stands behind whole blocks. */
    @Test
    void encryptThenMacIsWhatIsAgreed() {
        Wire wire = new Wire(CBC);
        wire.run(record -> record);
        assertThat(wire.hello(1)).contains(" 0016 ");
        assertThat(wire.sealed(wire.client, new byte[20])).hasSize(5 + 16 + 32 + 20);
        assertThat(wire.sealed(wire.server, new byte[15])).hasSize(5 + 16 + 16 + 20);
    }

    /** RFC 7366 §3: "MUST NOT send an encrypt-then-MAC response extension" with other suites. */
    @Test
    void encryptThenMacWithAnotherSuiteIsRefused() {
        Policy both = LegacySide.policy(List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CBC));
        Wire plain = new Wire(both, LegacySide.EC);
        plain.run(record -> record);
        assertThat(plain.hello(0)).contains("0016");
        assertThat(plain.hello(1)).doesNotContain("0016");
        Wire wire = new Wire(both, LegacySide.EC);
        TlsFailure failure = catchThrowableOfType(TlsFailure.class,
                () -> wire.run(record -> record[0] == 22 && record[5] == 2 ? withEncryptThenMac(record) : record));
        assertThat(failure.reason()).isEqualTo(Reason.ILLEGAL_VALUE);
        assertThat(failure.facts()).containsEntry("extension", "encrypt_then_mac");
    }

    /** RFC 6066 §8: a promised CertificateStatus comes or does not come; with key transport no signature follows. */
    @Test
    void aStapleIsTakenAndItsLackToo() {
        Wire stapled = stapled();
        stapled.run(record -> record);
        assertThat(stapled.client.established()).isTrue();
        assertThat(stapled.client.facts().staples()).isNotEmpty();
        Wire broken = stapled();
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> broken.run(LegacyWireTest::withoutStatus));
        assertThat(failure.reason()).as("the client went on; at Finished both have read different messages")
                .isEqualTo(Reason.BAD_RECORD_MAC);
        assertThat(broken.records.get(broken.records.size() - 2)[0]).as("change_cipher_spec").isEqualTo((byte) 20);
    }

    private static Wire stapled() {
        Policy policy = LegacySide.policy(List.of(TRANSPORT));
        Credential credential = new Credential("stapled", LegacySide.RSA.chain(), LegacySide.RSA.key(), new byte[] {1});
        return new Wire(LegacySide.engine(Role.CLIENT, policy, (Identity) null, ClientAuthentication.NONE),
                LegacySide.engine(Role.SERVER, policy, request -> Optional.of(credential), ClientAuthentication.NONE));
    }

    /** The record without its CertificateStatus. */
    private static byte[] withoutStatus(byte[] record) {
        ByteBuffer in = ByteBuffer.wrap(record).position(5);
        ByteBuffer out = ByteBuffer.allocate(record.length).put(record, 0, 5);
        while (record[0] == 22 && record[5] == 2 && in.hasRemaining()) {
            int length = 4 + (in.getInt(in.position()) & 0xFFFFFF);
            if (in.get(in.position()) != 22) {
                out.put(record, in.position(), length);
            }
            in.position(in.position() + length);
        }
        out.putShort(3, (short) (out.position() - 5));
        return in.hasRemaining() ? record : Arrays.copyOf(out.array(), out.position());
    }

    /** As old as can be: no extension at all. With key transport that suffices. */
    @Test
    void aHelloWithoutExtensionsIsAnsweredByKeyTransport() {
        for (CipherSuite suite : List.of(TRANSPORT, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)) {
            TlsEngine server = LegacySide.engine(
                    Role.SERVER, LegacySide.policy(List.of(suite)), LegacySide.RSA, ClientAuthentication.NONE);
            ByteBuffer hello = ByteBuffer.allocate(5 + 4 + 2 + 32 + 1 + 4 + 2);
            hello.put(new byte[] {22, 3, 1}).putShort((short) (hello.capacity() - 5));
            hello.putInt(1 << 24 | hello.capacity() - 9).putShort((short) 0x0303).put(new byte[33]);
            hello.putShort((short) 2).putShort((short) suite.code()).put(new byte[] {1, 0}).flip();
            server.begin();
            server.receive(hello, new ByteBuffer[] {ByteBuffer.allocate(0)}, 0, 1);
            Wire.work(server);
            ByteBuffer flight = ByteBuffer.allocate(TlsEngine.PACKET_SIZE);
            server.send(new ByteBuffer[0], 0, 0, flight);
            byte[] end = Arrays.copyOfRange(flight.array(), flight.position() - 4, flight.position());
            assertThat(end).as("ServerHelloDone").containsExactly(14, 0, 0, 0);
            assertThat(flight.getShort(5 + 4 + 2 + 32 + 1)).isEqualTo((short) suite.code());
        }
    }

    /** RFC 5246 §7.4.3: "It is not legal to send the ServerKeyExchange message" with key transport. */
    @Test
    void serverKeyExchangeIsUnexpected() {
        Wire wire = new Wire(TRANSPORT);
        TlsFailure failure = catchThrowableOfType(TlsFailure.class, () -> wire.run(record -> {
            if (record[0] == 22 && record[record.length - 4] == 14) {
                record[record.length - 4] = 12;
            }
            return record;
        }));
        assertThat(failure.reason()).isEqualTo(Reason.UNEXPECTED_MESSAGE);
        assertThat(failure.facts()).containsEntry("message", "server_key_exchange");
    }

    /** RFC 5246 §7.4.2: "the keyEncipherment bit MUST be set if the key usage extension is present". */
    @Test
    void theCertificateMustAllowEncryption() {
        Wire server = new Wire(LegacySide.policy(List.of(TRANSPORT)), LegacySide.rsa(KeyUsage.digitalSignature));
        assertThat(catchThrowableOfType(TlsFailure.class, () -> server.run(record -> record)).reason())
                .isEqualTo(Reason.NO_CREDENTIAL);
        Wire wrongKey = new Wire(LegacySide.policy(List.of(TRANSPORT)), LegacySide.EC);
        assertThat(catchThrowableOfType(TlsFailure.class, () -> wrongKey.run(record -> record)).reason())
                .isEqualTo(Reason.NO_CREDENTIAL);
    }

    /** And need not allow signatures: nothing is signed (RFC 5246 §7.4.2). */
    @Test
    void theCertificateNeedNotAllowSignatures() {
        Wire wire = new Wire(LegacySide.policy(List.of(TRANSPORT)), LegacySide.rsa(KeyUsage.keyEncipherment));
        wire.run(record -> record);
        assertThat(wire.client.established()).isTrue();
        assertThat(wire.server.established()).isTrue();
    }

    /** Puts the extension behind the others of a ServerHello that is alone or first in its record. */
    private static byte[] withEncryptThenMac(byte[] record) {
        int hello = (record[7] & 0xFF) << 8 | record[8] & 0xFF;
        int extensions = 9 + 2 + 32 + 1 + (record[43] & 0xFF) + 3;
        ByteBuffer changed = ByteBuffer.allocate(record.length + 4);
        changed.put(record, 0, 9 + hello).put(new byte[] {0, 0x16, 0, 0}).put(record, 9 + hello,
                record.length - 9 - hello);
        changed.putShort(3, (short) (record.length - 5 + 4)).putShort(7, (short) (hello + 4));
        changed.putShort(extensions, (short) (changed.getShort(extensions) + 4));
        return changed.array();
    }

    /** Two engines, and all records that went between them. */
    private static final class Wire {
        final TlsEngine client;
        final TlsEngine server;
        final List<byte[]> records = new ArrayList<>();

        Wire(CipherSuite suite) {
            this(LegacySide.policy(List.of(suite)), LegacySide.identity(suite));
        }

        Wire(Policy policy, Identity identity) {
            this(LegacySide.engine(Role.CLIENT, policy, (Identity) null, ClientAuthentication.NONE),
                    LegacySide.engine(Role.SERVER, policy, identity, ClientAuthentication.NONE));
        }

        private Wire(TlsEngine client, TlsEngine server) {
            this.client = client;
            this.server = server;
        }

        void run(UnaryOperator<byte[]> change) {
            client.begin();
            server.begin();
            for (int turns = 0; turns < 20 && !(client.established() && server.established()); turns++) {
                pass(client, server, change);
                pass(server, client, change);
            }
        }

        private void pass(TlsEngine from, TlsEngine to, UnaryOperator<byte[]> change) {
            work(from);
            while (from.need() == Need.SEND) {
                byte[] record = change.apply(send(from));
                records.set(records.size() - 1, record);
                take(to, record, new ByteArrayOutputStream());
                work(to);
                work(from);
            }
        }

        private static void work(TlsEngine engine) {
            for (Runnable work = engine.work(); work != null; work = engine.work()) {
                work.run();
            }
        }

        byte[] send(TlsEngine from) {
            return sealed(from);
        }

        byte[] sealed(TlsEngine from, byte[]... data) {
            ByteBuffer out = ByteBuffer.allocate(TlsEngine.PACKET_SIZE);
            ByteBuffer[] sources = Stream.of(data).map(ByteBuffer::wrap).toArray(ByteBuffer[]::new);
            from.send(sources, 0, sources.length, out);
            byte[] record = Arrays.copyOf(out.array(), out.position());
            records.add(record);
            return record;
        }

        void take(TlsEngine to, byte[] record, ByteArrayOutputStream received) {
            ByteBuffer source = ByteBuffer.wrap(record);
            ByteBuffer target = ByteBuffer.allocate(20000);
            to.receive(source, new ByteBuffer[] {target}, 0, 1);
            received.write(target.array(), 0, target.position());
        }

        byte[] move(TlsEngine from, TlsEngine to, byte[] data) {
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            take(to, sealed(from, data), received);
            return received.toByteArray();
        }

        /** Types of the extensions in the n-th record, which is a hello, in hexadecimal between spaces. */
        String hello(int n) {
            ByteBuffer in = ByteBuffer.wrap(records.get(n));
            boolean client = in.get(5) == 1;
            int end = 9 + (in.getShort(7) & 0xFFFF);
            in.position(9 + 34);
            in.position(in.position() + 1 + in.get(in.position()));
            if (client) {
                in.position(in.position() + 2 + in.getShort(in.position()));
                in.position(in.position() + 1 + in.get(in.position()));
            } else {
                in.position(in.position() + 3);
            }
            in.getShort();
            StringBuilder types = new StringBuilder(" ");
            while (in.position() < end) {
                types.append(String.format("%04x ", in.getShort()));
                in.position(in.position() + 2 + in.getShort(in.position()));
            }
            return types.toString();
        }
    }
}
