package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.handfast.credential.HandshakeFacts;
import org.junit.jupiter.api.Test;

/** SSLParameters both ways, names, and what constraints leave. */
class ParametersTest {
    @Test
    void everyPropertySurvivesTheRoundTrip() throws Exception {
        SSLEngine engine = Contexts.server().createSSLEngine();
        SSLParameters set = new SSLParameters(
                new String[] {"TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256"}, new String[] {"TLSv1.3"});
        set.setNeedClientAuth(true);
        set.setAlgorithmConstraints(new Forbids("nothing"));
        set.setEndpointIdentificationAlgorithm("HTTPS");
        set.setServerNames(List.of(new SNIHostName("a.example")));
        set.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("a\\.example")));
        set.setUseCipherSuitesOrder(false);
        set.setApplicationProtocols(new String[] {"h2", "x"});
        set.setEnableRetransmissions(false);
        set.setMaximumPacketSize(9000);
        NewerParameters.NAMED_GROUPS.set(set, new String[] {"secp256r1"});
        NewerParameters.SIGNATURE_SCHEMES.set(set, new String[] {"ecdsa_secp256r1_sha256"});
        engine.setSSLParameters(set);
        assertThat(properties(engine.getSSLParameters())).isEqualTo(properties(set));
        engine.setSSLParameters(engine.getSSLParameters());
        assertThat(properties(engine.getSSLParameters())).isEqualTo(properties(set));
        assertThat(engine.getSSLParameters()).isNotSameAs(engine.getSSLParameters());
    }

    @Test
    void nullLeavesAlone() {
        SSLEngine engine = Contexts.server().createSSLEngine();
        SSLParameters first = engine.getSSLParameters();
        first.setCipherSuites(new String[] {"TLS_CHACHA20_POLY1305_SHA256"});
        first.setServerNames(List.of(new SNIHostName("a.example")));
        first.setEndpointIdentificationAlgorithm("LDAPS");
        first.setWantClientAuth(true);
        engine.setSSLParameters(first);
        engine.setSSLParameters(new SSLParameters());
        SSLParameters now = engine.getSSLParameters();
        assertThat(now.getCipherSuites()).containsExactly("TLS_CHACHA20_POLY1305_SHA256");
        assertThat(now.getProtocols()).isEqualTo(engine.getSupportedProtocols()).contains("TLSv1.3");
        assertThat(now.getServerNames()).hasSize(1);
        assertThat(now.getEndpointIdentificationAlgorithm()).isEqualTo("LDAPS");
        assertThat(now.getWantClientAuth()).isFalse();
    }

    @Test
    void wantAndNeedExcludeEachOther() {
        SSLEngine engine = Contexts.server().createSSLEngine();
        engine.setNeedClientAuth(true);
        engine.setWantClientAuth(true);
        assertThat(engine.getNeedClientAuth()).isFalse();
        assertThat(engine.getWantClientAuth()).isTrue();
        engine.setNeedClientAuth(true);
        assertThat(engine.getWantClientAuth()).isFalse();
        assertThat(engine.getNeedClientAuth()).isTrue();
        SSLParameters neither = engine.getSSLParameters();
        neither.setNeedClientAuth(false);
        engine.setSSLParameters(neither);
        assertThat(engine.getNeedClientAuth() || engine.getWantClientAuth()).isFalse();
    }

    @Test
    void namesAreChecked() {
        SSLEngine engine = Contexts.server().createSSLEngine();
        for (String[] bad : Arrays.asList(null, new String[] {null}, new String[] {""}, new String[] {"TLS_NONE"})) {
            assertThatThrownBy(() -> engine.setEnabledCipherSuites(bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> engine.setEnabledProtocols(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String suite : engine.getSupportedCipherSuites()) {
            engine.setEnabledCipherSuites(new String[] {suite});
            assertThat(engine.getEnabledCipherSuites()).containsExactly(suite);
        }
        for (String protocol : engine.getSupportedProtocols()) {
            engine.setEnabledProtocols(new String[] {protocol});
            assertThat(engine.getEnabledProtocols()).containsExactly(protocol);
        }
        engine.setEnabledCipherSuites(new String[] {"SSL_AES_128_GCM_SHA256"});
        assertThat(engine.getEnabledCipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256");
    }

    @Test
    void supportedIsInOrderOfPreferenceAndModern() {
        SSLEngine engine = Contexts.server().createSSLEngine();
        assertThat(engine.getSupportedCipherSuites())
                .startsWith("TLS_AES_128_GCM_SHA256")
                .contains("TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256")
                .allMatch(name -> name.contains("GCM") || name.contains("POLY1305"));
        assertThat(engine.getEnabledCipherSuites()).isEqualTo(engine.getSupportedCipherSuites());
        assertThat(engine.getSupportedProtocols()).startsWith("TLSv1.3").isSubsetOf("TLSv1.3", "TLSv1.2");
    }

    @Test
    void nothingEnabledFailsTheHandshakeNotTheSetter() throws Exception {
        for (boolean suites : new boolean[] {true, false}) {
            EnginePair pair = EnginePair.ours();
            if (suites) {
                pair.client.engine.setEnabledCipherSuites(new String[0]);
            } else {
                pair.client.engine.setEnabledProtocols(new String[0]);
            }
            assertThatThrownBy(pair::handshake)
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("No appropriate protocol");
            assertThat(pair.client.wire.hasRemaining()).isFalse();
            assertThat(pair.client.wrap().bytesProduced()).isZero();
            assertThat(pair.client.engine.isOutboundDone() && pair.client.engine.isInboundDone()).isTrue();
        }
        EnginePair refusing = EnginePair.ours();
        refusing.server.engine.setEnableSessionCreation(false);
        assertThatThrownBy(refusing::handshake).isInstanceOf(SSLHandshakeException.class);
        assertThatThrownBy(refusing::run).hasMessageStartingWith("Received fatal alert: ");
    }

    @Test
    void suitesOfTheCallerDecide() throws Exception {
        for (String suite : List.of(
                "TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256")) {
            EnginePair pair = EnginePair.ours();
            pair.server.engine.setEnabledCipherSuites(new String[] {suite});
            pair.handshake();
            assertThat(pair.client.engine.getSession().getCipherSuite()).isEqualTo(suite);
        }
        EnginePair apart = EnginePair.ours();
        apart.client.engine.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
        apart.server.engine.setEnabledCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384"});
        assertThatThrownBy(apart::handshake)
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("no cipher suites in common");
    }

    @Test
    void groupsOfTheCallerDecideOnNewerJava() throws Exception {
        EnginePair pair = EnginePair.ours();
        SSLParameters parameters = pair.client.engine.getSSLParameters();
        NewerParameters.NAMED_GROUPS.set(parameters, new String[] {"secp384r1", "unknown-group"});
        pair.client.engine.setSSLParameters(parameters);
        pair.handshake();
        Optional<String[]> carried = NewerParameters.NAMED_GROUPS.get(pair.client.engine.getSSLParameters());
        String group = facts(pair).group().orElseThrow().toString();
        if (Runtime.version().feature() >= 20) {
            assertThat(carried.orElseThrow()).containsExactly("secp384r1", "unknown-group");
            assertThat(group).isEqualTo("secp384r1");
        } else {
            assertThat(carried).isEmpty();
            assertThat(group).isNotEqualTo("secp384r1");
        }
    }

    /** SSLParameters counts whole records: header, content type and tag included. */
    @Test
    void recordsAreNoLargerThanTheCallersMaximum() throws Exception {
        for (int most : new int[] {1, 500, 9000, 1 << 20}) {
            EnginePair pair = EnginePair.ours();
            for (EngineSide side : List.of(pair.client, pair.server)) {
                SSLParameters parameters = side.engine.getSSLParameters();
                parameters.setMaximumPacketSize(most);
                side.engine.setSSLParameters(parameters);
            }
            pair.handshake();
            byte[] data = new byte[20_000];
            assertThat(pair.send(pair.client, pair.server, data)).hasSize(data.length);
            assertThat(pair.send(pair.server, pair.client, data)).hasSize(data.length);
            int largest = Math.max(largestSent(pair.client), largestSent(pair.server));
            assertThat(largest).isEqualTo(Math.min(Math.max(most, 64 + 22), 16_384 + 22));
        }
    }

    private static int largestSent(EngineSide side) {
        return side.results.stream().mapToInt(SSLEngineResult::bytesProduced).max().orElseThrow();
    }

    /** On Java that knows the properties, the hello names what the caller set and nothing else. */
    @Test
    void newerParametersShowInTheClientHello() throws Exception {
        SSLEngine engine = Contexts.client().createSSLEngine("server.example", 443);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        NewerParameters.NAMED_GROUPS.set(parameters, new String[] {"secp384r1"});
        NewerParameters.SIGNATURE_SCHEMES.set(parameters, new String[] {"ecdsa_secp256r1_sha256"});
        engine.setSSLParameters(parameters);
        ByteBuffer hello = ByteBuffer.allocate(20_000);
        engine.wrap(ByteBuffer.allocate(0), hello);
        boolean known = NewerParameters.NAMED_GROUPS.get(parameters).isPresent();
        assertThat(known).isEqualTo(Runtime.version().feature() >= 20);
        // RFC 9846 §4.3.7 and §4.3.3: a vector of two-byte code points behind its length
        assertThat(codes(hello.flip(), 10).equals(List.of(0x0018))).isEqualTo(known);
        assertThat(codes(hello, 13).equals(List.of(0x0403))).isEqualTo(known);
    }

    /** The list of one extension of a ClientHello. */
    private static List<Integer> codes(ByteBuffer record, int extension) {
        ByteBuffer hello = record.duplicate().position(5 + 4 + 2 + 32);
        int session = hello.get();
        hello.position(hello.position() + session);
        int suites = hello.getShort();
        hello.position(hello.position() + suites);
        int compressions = hello.get();
        hello.position(hello.position() + compressions + 2);
        while (hello.hasRemaining()) {
            int type = hello.getShort();
            int length = hello.getShort();
            ByteBuffer body = hello.slice(hello.position(), length);
            hello.position(hello.position() + length);
            if (type == extension) {
                List<Integer> codes = new ArrayList<>();
                body.getShort();
                while (body.hasRemaining()) {
                    codes.add(body.getShort() & 0xFFFF);
                }
                return codes;
            }
        }
        throw new AssertionError("no extension " + extension);
    }

    @Test
    void constraintsCutGroupsSuitesAndSchemes() throws Exception {
        Forbids noFamily = new Forbids("XDH", "ML-KEM", "secp256r1", "TLS_AES_128_GCM_SHA256");
        EnginePair pair = EnginePair.ours();
        constrain(pair.client.engine, noFamily);
        pair.handshake();
        assertThat(facts(pair).group().orElseThrow().toString()).isEqualTo("secp384r1");
        assertThat(pair.client.engine.getSession().getCipherSuite()).isNotEqualTo("TLS_AES_128_GCM_SHA256");
        assertThat(noFamily.asked).contains("TLSv1.3", "TLS_AES_256_GCM_SHA384", "EC", "SHA256withECDSA");

        EnginePair nothing = EnginePair.ours();
        constrain(nothing.client.engine, new Forbids("TLSv1.3", "TLSv1.2"));
        assertThatThrownBy(nothing::handshake).isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void clientAndServerDefaultsOfTheContext() throws Exception {
        SSLContext context = Contexts.client();
        assertThat(context.getDefaultSSLParameters().getProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(context.getSupportedSSLParameters().getCipherSuites()).hasSizeGreaterThanOrEqualTo(9);
        context.getDefaultSSLParameters().setProtocols(new String[0]);
        assertThat(context.getDefaultSSLParameters().getProtocols()).hasSize(2);
    }

    /** As the JDK has it: under the older name a client starts with the older version and may enable the newer. */
    @Test
    void aContextNamedForTls12StartsItsClientsThere() throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.2", Contexts.HANDFAST);
        context.init(null, Contexts.trust(), null);
        assertThat(context.getProtocol()).isEqualTo("TLSv1.2");
        assertThat(context.getDefaultSSLParameters().getProtocols()).containsExactly("TLSv1.2");
        assertThat(context.getSupportedSSLParameters().getProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.2");
        engine.setUseClientMode(false);
        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3", "TLSv1.2");
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.3"});
        assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3");
        assertThatThrownBy(() -> engine.setEnabledProtocols(new String[] {"TLSv1.1"}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static HandshakeFacts facts(EnginePair pair) {
        return (HandshakeFacts) pair.client.engine.getSession().getValue("org.handfast.connection");
    }

    private static void constrain(SSLEngine engine, AlgorithmConstraints constraints) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setAlgorithmConstraints(constraints);
        engine.setSSLParameters(parameters);
    }

    /** All getters, by name. */
    private static List<String> properties(SSLParameters parameters) throws ReflectiveOperationException {
        List<String> all = new ArrayList<>();
        for (Method getter : SSLParameters.class.getMethods()) {
            if (getter.getName().startsWith("get") && getter.getParameterCount() == 0
                    && getter.getDeclaringClass() == SSLParameters.class) {
                Object value = getter.invoke(parameters);
                Object shown = value instanceof Object[] array ? Arrays.asList(array)
                        : value instanceof Collection<?> some ? new ArrayList<>(some) : value;
                all.add(getter.getName() + "=" + shown);
            }
        }
        all.sort(null);
        return all;
    }

    /** Forbids these names and writes down what it is asked. */
    private static final class Forbids implements AlgorithmConstraints {
        final List<String> asked = new ArrayList<>();
        private final Set<String> names;

        Forbids(String... names) {
            this.names = Set.of(names);
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
            assertThat(primitives).isNotEmpty();
            asked.add(algorithm);
            return !names.contains(algorithm);
        }

        @Override
        public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
            return true;
        }

        @Override
        public boolean permits(
                Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
            return permits(primitives, algorithm, parameters);
        }
    }
}
