package org.handfast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.handfast.config.ProfileFolder.CA;
import static org.handfast.config.ProfileFolder.SERVER;
import static org.handfast.config.ProfileFolder.client;
import static org.handfast.config.ProfileFolder.profile;
import static org.handfast.config.ProfileFolder.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.handfast.testing.Certificates;
import org.handfast.testing.Identity;
import org.handfast.testing.KeyKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of bad input gives one clear line; {@code problems.txt} holds all of them as people read them. */
class BadInputTest {
    @TempDir
    private Path directory;

    private ProfileFolder folder;
    private final Map<String, String> cases = new LinkedHashMap<>();

    @Test
    void everyMistakeIsNamedWithPlaceRuleAndFix() throws IOException {
        folder = new ProfileFolder(directory);
        files();
        syntax();
        structure();
        names();
        identities();
        trust();
        wire();
        resumption();
        StringBuilder text = new StringBuilder();
        cases.forEach((name, yaml) -> text.append("# ").append(name).append('\n').append(problems(yaml)).append('\n'));
        assertThat(text.toString()).isEqualTo(golden());
    }

    @Test
    void aProfileFileThatIsNotText() {
        folder = new ProfileFolder(directory);
        folder.write("handfast.yaml", new byte[] {'a', (byte) 0xC3, '(', 0});
        Pass pass = Pass.over(folder.yaml, Environment.standard(), terms -> true);
        assertThat(pass.problems()).singleElement().extracting(ConfigProblem::code).isEqualTo("HF7003");
        folder.write("handfast.yaml", new byte[ReadFiles.LARGEST + 1]);
        pass = Pass.over(folder.yaml, Environment.standard(), terms -> true);
        assertThat(pass.problems()).singleElement().extracting(ConfigProblem::code).isEqualTo("HF7001");
    }

    @Test
    void allMistakesAreReportedTogether() {
        folder = new ProfileFolder(directory);
        Pass pass = folder.pass(server("a", "groups: [X25519, nope]", "suits: []", "alpn: []")
                + client("b", "versions: [TLSv1.4]"));
        assertThat(pass.problems()).extracting(ConfigProblem::code)
                .containsExactlyInAnyOrder("HF7113", "HF7101", "HF7104", "HF7111");
        assertThat(pass.problems()).extracting(ConfigProblem::profile).containsExactly("a", "a", "a", "b");
        assertThat(pass.good()).isEmpty();
    }

    private void files() {
        folder.pem("mismatch", SERVER.chain(), ProfileFolder.OTHER.key());
        folder.pem("expired", identity().valid(at("2020-01-01"), at("2021-01-01")).make());
        folder.pem("future", identity().valid(at("2090-01-01"), at("2091-01-01")).make());
        folder.pem("purpose", CA.issue("www.example.com").client().make());
        folder.pem("usage", CA.issue("www.example.com").usage(org.bouncycastle.asn1.x509.KeyUsage.keyAgreement).make());
        Identity deep = CA.intermediate("Middle").issue("www.example.com").server().make();
        folder.pem("disorder", List.of(deep.certificate(), CA.certificate()), deep.key());
        folder.pem("weak", CA.localhost(KeyKind.RSA_1024));
        folder.write("empty.pem", "");
        folder.write("broken.pem", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        folder.write("encrypted.pem",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n");
        folder.write("password.txt", "changeit\n");
        folder.write("wrong.txt", "changeme\n");
        folder.store("empty.p12", Certificates.emptyStore());
        folder.store("trust-empty.p12", SERVER.keyStore());
        java.security.KeyStore two = SERVER.keyStore("one");
        SERVER.addTo(two, "two");
        folder.store("two.p12", two);
    }

    private void syntax() {
        cases.put("no YAML", "apiVersion: [handfast/v1\nkind: Profile\n");
        cases.put("a tab", "apiVersion: handfast/v1\n\tkind: Profile\n");
        cases.put("an anchor", server("a", "alpn: &x [h2]"));
        cases.put("an alias", server("a", "alpn: [h2, *x]"));
        cases.put("a tag", server("a", "alpn: !!set [h2]"));
        cases.put("a merge key", server("a", "<<: {alpn: [h2]}"));
        cases.put("a key that is a list", server("a", "? [alpn]", ": h2"));
        cases.put("too deep", "a: " + "[".repeat(40) + "]".repeat(40));
        cases.put("an empty file", "");
        cases.put("a list", "- a\n");
    }

    private void structure() {
        cases.put("unknown key", server("a", "grops: [X25519]"));
        cases.put("unknown key at the top", "api: 1\n" + server("a"));
        cases.put("key twice", server("a", "alpn: [h2]", "alpn: [http/1.1]"));
        cases.put("no name", server("a").replace("{name: a}", "{}"));
        cases.put("bad name", server("../a"));
        cases.put("name twice", server("a") + client("a"));
        cases.put("other kind", server("a").replace("kind: Profile", "kind: Policy"));
        cases.put("other version", server("a").replace("handfast/v1", "handfast/v2"));
        cases.put("no side", server("a").replace("  side: server\n", ""));
        cases.put("unknown side", server("a").replace("side: server", "side: sever"));
        cases.put("text instead of list", server("a", "groups: X25519"));
        cases.put("list instead of text", server("a", "hybrid: [required]"));
        cases.put("empty list", server("a", "groups: []"));
        cases.put("empty value", server("a", "hybrid:"));
        cases.put("client settings on a server", server("a", "keyShares: [X25519]"));
        cases.put("server settings on a client", client("a", "clientAuth: need", "unknownName: reject",
                "order: server"));
    }

    private void names() {
        cases.put("unknown template", server("a", "extends: modern-2026-80"));
        cases.put("unknown version", server("a", "versions: [TLSv1.4]"));
        cases.put("old version", server("a", "versions: [TLSv1.3, TLSv1.1]"));
        cases.put("unknown suite", server("a", "suites: [TLS_AES_128_GCM_SHA265]"));
        cases.put("old suite", server("a", "suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]"));
        cases.put("suite of a version left out", server("a", "extends: compatible", "versions: [TLSv1.3]",
                "suites: [TLS_AES_128_GCM_SHA256, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]"));
        cases.put("version without a suite", server("a", "versions: [TLSv1.3, TLSv1.2]",
                "suites: [TLS_AES_128_GCM_SHA256]"));
        cases.put("legacy suite among the others", server("a", "extends: compatible",
                "suites: [TLS_RSA_WITH_AES_128_CBC_SHA]"));
        cases.put("signal among the suites", server("a", "extends: compatible", "suites: [TLS_FALLBACK_SCSV]"));
        cases.put("unavailable suite", server("a", "suites: [TLS_AES_128_CCM_8_SHA256]"));
        cases.put("unknown group", server("a", "groups: [X25519MLKEM769, X25519]"));
        cases.put("group twice", server("a", "groups: [X25519, x25519]"));
        cases.put("empty tier", server("a", "groups: [[X25519], []]"));
        cases.put("hybrid required without one", server("a", "groups: [X25519]", "hybrid: required"));
        cases.put("unknown word", server("a", "hybrid: require"));
        cases.put("share that is no group", client("a", "groups: [X25519]", "keyShares: [secp256r1]"));
        cases.put("unknown scheme", server("a", "signatureSchemes: [rsa_pss_sha256]"));
        cases.put("scheme for certificates only", server("a", "signatureSchemes: [rsa_pkcs1_sha256]"));
        cases.put("bad protocol name", server("a", "alpn: ['h 2']"));
    }

    private void identities() {
        cases.put("no certificates", profile("a", "server", "  alpn: [h2]"));
        cases.put("both forms", with("{certificate: server.pem, key: server-key.pem, keystore: server.p12}"));
        cases.put("no key", with("{certificate: server.pem}"));
        cases.put("missing file", with("{certificate: nowhere.pem, key: server-key.pem}"));
        cases.put("empty certificate file", with("{certificate: empty.pem, key: server-key.pem}"));
        cases.put("broken certificate", with("{certificate: broken.pem, key: server-key.pem}"));
        cases.put("encrypted key", with("{certificate: server.pem, key: encrypted.pem}"));
        cases.put("no key in the file", with("{certificate: server.pem, key: ca.pem}"));
        cases.put("key of another certificate", with("{certificate: mismatch.pem, key: mismatch-key.pem}"));
        cases.put("expired", with("{certificate: expired.pem, key: expired-key.pem}"));
        cases.put("not yet valid", with("{certificate: future.pem, key: future-key.pem}"));
        cases.put("other purpose", with("{certificate: purpose.pem, key: purpose-key.pem}"));
        cases.put("other usage", with("{certificate: usage.pem, key: usage-key.pem}"));
        cases.put("chain out of order", with("{certificate: disorder.pem, key: disorder-key.pem}"));
        cases.put("weak key", with("{certificate: weak.pem, key: weak-key.pem}"));
        cases.put("bad host name", with("{certificate: server.pem, key: server-key.pem, names: ['a b']}"));
        cases.put("wrong password", with("{keystore: server.p12, password: {clear: nope}}"));
        cases.put("wrong password file", with("{keystore: server.p12, password: {file: wrong.txt}}"));
        cases.put("missing variable", with("{keystore: server.p12, password: {env: HANDFAST_TEST_NOT_SET}}"));
        cases.put("two passwords", with("{keystore: server.p12, password: {clear: a, file: password.txt}}"));
        cases.put("unknown alias", with("{keystore: server.p12, password: {clear: changeit}, alias: wep}"));
        cases.put("ambiguous alias", with("{keystore: two.p12, password: {clear: changeit}}"));
        cases.put("no key store", with("{keystore: ca.pem, password: {clear: changeit}}"));
        cases.put("unknown type", with("{keystore: server.p12, type: PKCS13, password: {clear: changeit}}"));
    }

    private void trust() {
        cases.put("client without trust", profile("a", "client", "  alpn: [h2]"));
        cases.put("client certificates without trust", server("a", "clientAuth: want"));
        cases.put("empty bundle", server("a", "trust: {bundle: empty.pem}"));
        cases.put("empty trust store", server("a", "trust: {keystore: trust-empty.p12, password: {clear: changeit}}"));
        cases.put("expired authority", server("a", "trust: {bundle: expired.pem}"));
        cases.put("missing bundle", server("a", "trust: {bundle: nowhere.pem}"));
        cases.put("no source", server("a", "trust: {}"));
        cases.put("two sources", server("a", "trust: {bundle: ca.pem, system: true}"));
    }

    private void wire() {
        String compatible = "extends: compatible";
        cases.put("legacy without reason and date",
                server("a", compatible, "legacy: {suites: [TLS_RSA_WITH_AES_128_CBC_SHA]}"));
        cases.put("legacy without suites", server("a", compatible, "legacy: {reason: x, expires: 2027-03-31}"));
        cases.put("legacy until nobody knows", server("a", compatible,
                "legacy: {suites: [TLS_RSA_WITH_AES_128_CBC_SHA], reason: x, expires: later}"));
        cases.put("legacy that is none", server("a", compatible,
                "legacy: {suites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256], reason: x, expires: 2027-03-31}"));
        cases.put("legacy without its version", server("a",
                "legacy: {suites: [TLS_RSA_WITH_AES_128_CBC_SHA], reason: x, expires: 2027-03-31}"));
        cases.put("legacy in the client's order", server("a", compatible, "order: client",
                "legacy: {suites: [TLS_RSA_WITH_AES_128_CBC_SHA], reason: x, expires: 2027-03-31}"));
        cases.put("weaker without reason", server("a", compatible, "extendedMainSecret: {required: false}"));
        cases.put("reason for nothing", server("a", compatible, "extendedMainSecret: {required: true, reason: x}"));
        cases.put("main secret of no version", server("a", "extendedMainSecret: {required: true}"));
        cases.put("neither yes nor no", server("a", "grease: maybe"));
        cases.put("padding beyond a record", server("a", "paddingBlock: 16385"));
        cases.put("limit too small", server("a", "recordSizeLimit: 63"));
        cases.put("limit that is no number", server("a", "recordSizeLimit: 4k"));
    }

    private void resumption() {
        cases.put("time without unit", server("a", "resumption: {lifetime: 12}"));
        cases.put("more than seven days", server("a", "resumption: {lifetime: 8d}"));
        cases.put("too many tickets", server("a", "resumption: {ticketsPerHandshake: 17}"));
        cases.put("cache of no size", server("a", "resumption: {sessionCache: {megabytes: 0}}"));
        cases.put("details of what is off", server("a", "resumption: {enabled: false, tickets: true}"));
        cases.put("a client that gives tickets", client("a", "resumption: {ticketsPerHandshake: 2}"));
        cases.put("a client in a cluster", client("a", "resumption: {cluster: true}"));
        cases.put("a cluster without tickets", server("a", "resumption: {tickets: false, cluster: true}"));
        cases.put("a cluster without resumption", server("a", "resumption: {enabled: false, cluster: true}"));
        cases.put("a cluster by name", server("a", "resumption: {cluster: ee}"));
        cases.put("early data without a reason", server("a", "resumption: {earlyData: {maxBytes: 1000}}"));
        cases.put("too much early data",
                server("a", "resumption: {earlyData: {reason: prices, maxBytes: 1048577}}"));
        cases.put("early data without resumption",
                server("a", "resumption: {enabled: false, earlyData: {reason: prices}}"));
        cases.put("early data without tickets",
                server("a", "resumption: {tickets: false, earlyData: {reason: prices}}"));
        cases.put("early data beside client authentication", server("a",
                "clientAuth: want\n  trust: {bundle: ca.pem}\n  resumption: {earlyData: {reason: prices}}"));
    }

    private static org.handfast.testing.CertificateRecipe identity() {
        return CA.issue("www.example.com").dns("www.example.com").server();
    }

    private static String with(String identity) {
        return profile("a", "server", "  certificates:\n    - " + identity);
    }

    private static Instant at(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }

    private String problems(String yaml) {
        Pass pass = folder.pass(yaml);
        assertThat(pass.good()).as(yaml).isEmpty();
        assertThat(pass.problems()).as(yaml).isNotEmpty();
        return pass.problems().stream()
                .map(ConfigProblem::toString)
                .map(line -> line.replace(folder.yaml.toString(), "handfast.yaml") + "\n")
                .collect(Collectors.joining());
    }

    private static String golden() throws IOException {
        try (InputStream in = BadInputTest.class.getResourceAsStream("problems.txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
