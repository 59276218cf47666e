package org.handfast.interop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NSS's {@code tstclnt} and {@code selfserv}, which answers a GET with its text. */
final class Nss implements Peer {
    private static final Pattern DATA = Pattern.compile("X-Data: (\\d+)");

    private static final String SCHEMES = "ecdsa_secp256r1_sha256,ecdsa_secp384r1_sha384,ecdsa_secp521r1_sha512,"
            + "rsa_pss_rsae_sha256,rsa_pss_rsae_sha384,rsa_pss_rsae_sha512,rsa_pss_pss_sha256,rsa_pss_pss_sha384,"
            + "rsa_pss_pss_sha512,rsa_pkcs1_sha256";

    private final Path directory;

    Nss(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "NSS";
    }

    @Override
    public String version() {
        return Programs.packageVersion(directory, "libnss3-tools");
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("tstclnt", "package libnss3-tools");
    }

    private static Abilities abilities() {
        return Abilities.all()
                .without(Dimension.GROUP, OLDER_THAN_ML_KEM,
                        "X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024")
                .without(Dimension.GROUP, LACKS, "x448")
                .without(Dimension.CERTIFICATE, LACKS, "ED25519", "ED448")
                .without(Dimension.KEY_UPDATE, ONLY_ANSWERS, "peer's");
    }

    @Override
    public Optional<Abilities> client() {
        return Optional.of(abilities().without(Dimension.ALPN, "the tool has no option for it", "one", "second"));
    }

    @Override
    public Optional<Abilities> server() {
        return Optional.of(abilities()
                .without(Dimension.RECORDS, "selfserv reads no request of that size", "16 KiB")
                .never("TLS 1.2 with a group weaker than the server's key", c -> !c.is13() && isWeaker(c)));
    }

    @Override
    public Client connect(InteropCase given, Pki pki, int port) {
        Path store = directory.resolve("nss-" + (given.clientHasKey() ? "client-" + given.key() : "root"));
        if (given.clientHasKey()) {
            NssStore.make(directory, store, pki, "client-" + given.key(),
                    pki.clientChain(given.key()), pki.clientKey(given.key()));
        } else {
            NssStore.make(directory, store, pki);
        }
        List<String> command = new ArrayList<>(List.of("tstclnt", "-4", "-h", "localhost", "-p", Integer.toString(port),
                "-d", "sql:" + store, "-V", version(given) + ":" + version(given), "-J", SCHEMES,
                "-I", given.retriesHello() ? decoy(given) + "," + groups(given) : groups(given)));
        if (given.clientHasKey()) {
            command.addAll(List.of("-n", "client-" + given.key(), "-w", ""));
        }
        return new PipeClient(Tool.start(directory, command)) {
            /** It has closed then, but goes on waiting for its standard input. */
            @Override
            public void end() {
                tool().awaitErrors("stateless resumes");
            }
        };
    }

    @Override
    public Server listen(InteropCase given, Pki pki) {
        int port = Programs.freePort();
        String name = "server-" + given.key();
        Path store = directory.resolve("nss-" + name);
        NssStore.make(directory, store, pki, name, pki.serverChain(given.key()), pki.serverKey(given.key()));
        List<String> command = new ArrayList<>(List.of("selfserv", "-d", "sql:" + store, "-p", Integer.toString(port),
                "-w", "", "-V", version(given) + ":" + version(given), "-J", SCHEMES, "-I", groups(given),
                given.key().name().startsWith("EC") ? "-e" : "-n", name));
        if (given.negotiatesProtocol()) {
            command.add("-Q");
        }
        if (given.asksClient()) {
            command.add(given.clientHasKey() ? "-rr" : "-r");
        }
        return new EchoServer(Tool.start(directory, command), port) {
            @Override
            public byte[] request(byte[] body) {
                return ("GET /none HTTP/1.0\r\nX-Data: " + new String(body, StandardCharsets.US_ASCII) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
            }

            /** It closes after one. */
            @Override
            public int rounds(InteropCase given) {
                return 1;
            }

            @Override
            public byte[] answer(InputStream in) throws IOException {
                StringBuilder text = new StringBuilder();
                while (text.indexOf("EOF\r\n\r\n\r\n") < 0) {
                    int next = in.read();
                    if (next < 0) {
                        break;
                    }
                    text.append((char) next);
                }
                Matcher data = DATA.matcher(text);
                return data.find() ? data.group(1).getBytes(StandardCharsets.US_ASCII) : text.toString().getBytes();
            }
        };
    }

    private static boolean isWeaker(InteropCase given) {
        return switch (given.key()) {
            case EC_P384 -> !List.of("secp384r1", "secp521r1").contains(given.get(Dimension.GROUP));
            case EC_P521 -> !given.get(Dimension.GROUP).equals("secp521r1");
            default -> false;
        };
    }

    private static String version(InteropCase given) {
        return given.is13() ? "tls1.3" : "tls1.2";
    }

    private static String groups(InteropCase given) {
        String curve = !given.is13() && given.key().name().startsWith("EC_P") ? given.key().name().substring(3) : "";
        String group = given.get(Dimension.GROUP)
                .replaceFirst("secp(\\d+)r1", "P$1")
                .replace("ffdhe", "FF");
        return curve.isEmpty() || curve.equals(group) ? group : group + "," + curve;
    }

    private static String decoy(InteropCase given) {
        return given.get(Dimension.GROUP).equals("secp521r1") ? "P256" : "P521";
    }
}
