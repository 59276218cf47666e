package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Application protocols, by list and by selector. */
class AlpnTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
        "h2,http/1.1; h2,http/1.1; h2",
        "http/1.1,h2; h2,http/1.1; h2",
        "http/1.1; h2,http/1.1; http/1.1",
        "h2; -; ''",
        "-; h2; ''",
        "-; -; ''"
    })
    void listsAgree(String offered, String wanted, String chosen) throws Exception {
        EnginePair pair = EnginePair.ours();
        protocols(pair.client.engine, split(offered));
        protocols(pair.server.engine, split(wanted));
        assertThat(pair.client.engine.getApplicationProtocol()).isNull();
        assertThat(pair.server.engine.getHandshakeApplicationProtocol()).isNull();
        pair.handshake();
        assertThat(pair.client.engine.getApplicationProtocol()).isEqualTo(chosen);
        assertThat(pair.server.engine.getApplicationProtocol()).isEqualTo(chosen);
        assertThat(pair.client.engine.getHandshakeApplicationProtocol()).isNull();
    }

    @Test
    @DisplayName("N-6: ALPN configured is ALPN enforced")
    void nothingInCommonIsFatal() {
        EnginePair pair = EnginePair.ours();
        protocols(pair.client.engine, "h2");
        protocols(pair.server.engine, "imap");
        assertThatThrownBy(pair::handshake)
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("no_application_protocol");
        assertThatThrownBy(pair::run)
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageStartingWith("Received fatal alert: no_application_protocol");
    }

    @Test
    void selectorWinsOverTheListAndSeesTheHandshake() throws Exception {
        EnginePair pair = EnginePair.ours();
        protocols(pair.client.engine, "a", "b", "c");
        protocols(pair.server.engine, "a");
        List<String> seen = new ArrayList<>();
        BiFunction<SSLEngine, List<String>, String> selector = (engine, offered) -> {
            ExtendedSSLSession session = (ExtendedSSLSession) engine.getHandshakeSession();
            seen.add(offered + " " + session.getRequestedServerNames().size() + " " + session.getProtocol());
            assertThat(engine).isSameAs(pair.server.engine);
            assertThatThrownBy(() -> offered.add("d")).isInstanceOf(UnsupportedOperationException.class);
            return "b";
        };
        pair.server.engine.setHandshakeApplicationProtocolSelector(selector);
        assertThat(pair.server.engine.getHandshakeApplicationProtocolSelector()).isSameAs(selector);
        pair.handshake();
        assertThat(seen).containsExactly("[a, b, c] 1 TLSv1.3");
        assertThat(pair.client.engine.getApplicationProtocol()).isEqualTo("b");
        assertThat(pair.server.engine.getApplicationProtocol()).isEqualTo("b");
    }

    @Test
    void selectorWithoutAChoiceAnswersNothing() throws Exception {
        EnginePair pair = EnginePair.ours();
        protocols(pair.client.engine, "a");
        pair.server.engine.setHandshakeApplicationProtocolSelector((engine, offered) -> "");
        pair.handshake();
        assertThat(pair.client.engine.getApplicationProtocol()).isEmpty();
        assertThat(pair.server.engine.getApplicationProtocol()).isEmpty();
    }

    @Test
    void selectorThatRefusesOrInventsIsFatal() {
        for (BiFunction<SSLEngine, List<String>, String> bad :
                List.<BiFunction<SSLEngine, List<String>, String>>of((e, names) -> null, (e, names) -> "other")) {
            EnginePair pair = EnginePair.ours();
            protocols(pair.client.engine, "a");
            pair.server.engine.setHandshakeApplicationProtocolSelector(bad);
            assertThatThrownBy(pair::handshake).isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(pair::run).hasMessageStartingWith("Received fatal alert: ");
        }
    }

    @Test
    void badNamesAreRefusedAndBytesSurvive() throws Exception {
        EnginePair pair = EnginePair.ours();
        for (String bad : List.of("", "x".repeat(256), "\u20AC")) {
            assertThatThrownBy(() -> protocols(pair.client.engine, bad))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        String grease = new String(new byte[] {(byte) 0x8A, (byte) 0x8A}, StandardCharsets.ISO_8859_1);
        String longest = "y".repeat(255);
        protocols(pair.client.engine, grease, longest);
        protocols(pair.server.engine, longest, grease);
        pair.handshake();
        assertThat(pair.client.engine.getApplicationProtocol()).isEqualTo(longest);
    }

    @Test
    void decidedBeforeTheFirstDataByte() throws Exception {
        EnginePair pair = EnginePair.ours();
        protocols(pair.client.engine, "h2", "http/1.1");
        pair.server.engine.beginHandshake();
        pair.client.engine.beginHandshake();
        protocols(pair.server.engine, "http/1.1");
        pair.run();
        assertThat(pair.server.finished).isEqualTo(1);
        assertThat(pair.server.engine.getApplicationProtocol()).isEqualTo("http/1.1");
        assertThat(pair.send(pair.client, pair.server, "GET")).isEqualTo("GET");
    }

    private static String[] split(String names) {
        return names == null ? new String[0] : names.split(",");
    }

    private static void protocols(SSLEngine engine, String... names) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(names);
        engine.setSSLParameters(parameters);
    }
}
