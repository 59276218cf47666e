package org.handfast.jsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Server names: what a client sends, what a server answers. */
class SniTest {
    @ParameterizedTest
    @CsvSource({
        "server.example, server.example",
        "Server.Example., server.example",
        "localhost, ''",
        "127.0.0.1, ''",
        "::1, ''",
        "[::1], ''",
        ", ''"
    })
    void nameOfTheHost(String host, String sent) throws Exception {
        EnginePair pair = new EnginePair(
                Contexts.client().createSSLEngine(host, 443), Contexts.server().createSSLEngine());
        pair.handshake();
        assertThat(names(pair.server.engine)).isEqualTo(sent);
        assertThat(names(pair.client.engine)).isEqualTo(sent);
        assertThat(pair.client.engine.getPeerHost()).isEqualTo(host);
    }

    @Test
    void parametersWinOverTheHost() throws Exception {
        EnginePair none = EnginePair.ours();
        serverNames(none.client.engine, List.of());
        none.handshake();
        assertThat(names(none.server.engine)).isEmpty();

        EnginePair other = EnginePair.ours();
        serverNames(other.client.engine, List.of(new SNIHostName("other.example")));
        other.handshake();
        assertThat(names(other.server.engine)).isEqualTo("other.example");
        assertThatThrownBy(() -> serverNames(
                        other.client.engine, List.of(new SNIHostName("a.example"), new SNIHostName("b.example"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("N-6: names nobody serves are refused where that is asked for")
    void matcherAcceptsOrRefuses() throws Exception {
        EnginePair match = EnginePair.ours();
        AtomicInteger calls = new AtomicInteger();
        matcher(match.server.engine, "server.example", calls);
        match.handshake();
        assertThat(calls).hasValue(1);
        assertThat(names(match.server.engine)).isEqualTo("server.example");

        EnginePair absent = EnginePair.ours();
        serverNames(absent.client.engine, List.of());
        matcher(absent.server.engine, "server.example", calls);
        absent.handshake();
        assertThat(calls).hasValue(1);

        EnginePair mismatch = EnginePair.ours();
        matcher(mismatch.server.engine, "other.example", calls);
        assertThatThrownBy(mismatch::handshake)
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("unrecognized_name");
        assertThatThrownBy(mismatch::run).hasMessageStartingWith("Received fatal alert: unrecognized_name");
    }

    private static void serverNames(SSLEngine engine, List<SNIServerName> names) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(names);
        engine.setSSLParameters(parameters);
    }

    private static void matcher(SSLEngine engine, String name, AtomicInteger calls) {
        SNIMatcher matcher = new SNIMatcher(0) {
            @Override
            public boolean matches(SNIServerName asked) {
                calls.incrementAndGet();
                return asked instanceof SNIHostName host && host.getAsciiName().equals(name);
            }
        };
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setSNIMatchers(List.of(matcher));
        engine.setSSLParameters(parameters);
    }

    private static String names(SSLEngine engine) {
        List<SNIServerName> names = ((ExtendedSSLSession) engine.getSession()).getRequestedServerNames();
        return names.isEmpty() ? "" : ((SNIHostName) names.get(0)).getAsciiName();
    }
}
