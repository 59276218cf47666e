package org.handfast.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** nginx over OpenSSL. The data goes there in a header field and comes back as the body. */
final class Nginx implements Peer {
    private final Path directory;

    Nginx(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public String version() {
        return Programs.packageVersion(directory, "nginx");
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("nginx", "package nginx-light");
    }

    @Override
    public Optional<Abilities> client() {
        return Optional.empty();
    }

    @Override
    public String without() {
        return "it is a server; as a proxy's client it is OpenSSL again";
    }

    @Override
    public Optional<Abilities> server() {
        return Optional.of(Abilities.all()
                .without(Dimension.GROUP, OLDER_THAN_ML_KEM,
                        "X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024")
                .without(Dimension.KEY_UPDATE, ONLY_ANSWERS, "peer's"));
    }

    @Override
    public Server listen(InteropCase given, Pki pki) {
        int port = Programs.freePort();
        Path place = directory.resolve("nginx-" + port);
        Path file = place.resolve("nginx.conf");
        try {
            Files.createDirectories(place);
            Files.writeString(file, configuration(given, pki, port, place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String program = Programs.find("nginx").orElseThrow().toString();
        Tool tool = Tool.start(place, List.of(program, "-p", place.toString(), "-c", file.toString(),
                "-e", "stderr"));
        return new EchoServer(tool, port) {
            @Override
            public byte[] request(byte[] body) {
                return ("GET / HTTP/1.1\r\nHost: localhost\r\nX-Data: "
                        + new String(body, StandardCharsets.US_ASCII) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            }
        };
    }

    static String configuration(InteropCase given, Pki pki, int port, Path place) {
        StringBuilder text = new StringBuilder("daemon off;\nmaster_process off;\nerror_log stderr info;\n")
                .append("pid ").append(place).append("/pid;\nevents {}\nhttp {\naccess_log off;\n")
                .append("large_client_header_buffers 4 128k;\n");
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            text.append(kind).append("_temp_path ").append(place).append('/').append(kind).append(";\n");
        }
        text.append("server {\nlisten 127.0.0.1:").append(port).append(" ssl;\nserver_name localhost;\n");
        setting(text, "ssl_certificate", pki.serverChain(given.key()));
        setting(text, "ssl_certificate_key", pki.serverKey(given.key()));
        setting(text, "ssl_client_certificate", pki.anchorFile());
        setting(text, "ssl_verify_client", given.clientHasKey() ? "on" : given.asksClient() ? "optional" : "off");
        setting(text, "ssl_protocols", given.is13() ? "TLSv1.3" : "TLSv1.2");
        setting(text, "ssl_ecdh_curve", OpenSsl.groups(given));
        if (given.is13()) {
            setting(text, "ssl_conf_command Ciphersuites", given.get(Dimension.SUITE));
        } else {
            setting(text, "ssl_ciphers", OpenSsl.tls12Name(given.get(Dimension.SUITE)));
        }
        return text.append("location / { return 200 $http_x_data; }\n}\n}\n").toString();
    }

    private static void setting(StringBuilder text, String name, Object value) {
        text.append(name).append(' ').append(value).append(";\n");
    }
}
