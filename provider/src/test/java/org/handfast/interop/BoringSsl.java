package org.handfast.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.handfast.testing.KeyKind;

/** BoringSSL's command line tool; as Debian has it, BoringSSL of Android 13. */
final class BoringSsl implements Peer {
    private static final String SCHEMES = "ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:ecdsa_secp521r1_sha512:"
            + "rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512:rsa_pkcs1_sha256:ed25519";

    private final Path directory;

    BoringSsl(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "BoringSSL";
    }

    @Override
    public String version() {
        return "Android " + Programs.packageVersion(directory, "android-boringssl");
    }

    @Override
    public Optional<String> missing() {
        return Programs.missing("bssl-tool", "package android-boringssl");
    }

    private static Abilities abilities() {
        return Abilities.all()
                .without(Dimension.GROUP, OLDER_THAN_ML_KEM,
                        "X25519MLKEM768", "SecP256r1MLKEM768", "SecP384r1MLKEM1024")
                .without(Dimension.GROUP, LACKS, "x448", "ffdhe2048", "ffdhe3072")
                .without(Dimension.CERTIFICATE, LACKS, "RSA_PSS_2048", "ED448")
                .without(Dimension.KEY_UPDATE, ONLY_ANSWERS, "peer's");
    }

    @Override
    public Optional<Abilities> client() {
        return Optional.of(abilities());
    }

    @Override
    public Optional<Abilities> server() {
        return Optional.of(abilities()
                .without(Dimension.ALPN, "the tool's server has no option for it", "one", "second")
                .without(Dimension.CLIENT_AUTH, "the tool only demands certificates", "lacking")
                .never("clients with P-521 and Ed25519 keys: its default signature algorithms lack them",
                        c -> c.clientHasKey() && (c.key() == KeyKind.EC_P521 || c.key() == KeyKind.ED25519)));
    }

    @Override
    public Client connect(InteropCase given, Pki pki, int port) {
        List<String> command = new ArrayList<>(List.of("bssl-tool", "client", "-connect", "localhost:" + port,
                "-server-name", "localhost", "-root-certs", pki.anchorFile().toString(), "-sigalgs", SCHEMES,
                "-curves", OpenSsl.offeredGroups(given)));
        command.addAll(common(given));
        if (given.negotiatesProtocol()) {
            command.addAll(List.of("-alpn-protos", String.join(",", given.offeredProtocols())));
        }
        if (given.clientHasKey()) {
            command.addAll(List.of("-cert", pki.clientChain(given.key()).toString(),
                    "-key", pki.clientKey(given.key()).toString()));
        }
        return new PipeClient(Tool.start(directory, command));
    }

    @Override
    public Server listen(InteropCase given, Pki pki) {
        int port = Programs.freePort();
        List<String> command = new ArrayList<>(List.of("bssl-tool", "server", "-accept", Integer.toString(port),
                "-cert", pki.serverChain(given.key()).toString(), "-key", pki.serverKey(given.key()).toString(),
                "-curves", OpenSsl.groups(given)));
        command.addAll(common(given));
        if (given.clientHasKey()) {
            command.add("-require-any-client-cert");
        }
        return new PipeServer(Tool.start(directory, command), port);
    }

    private static List<String> common(InteropCase given) {
        String version = given.is13() ? "tls1.3" : "tls1.2";
        List<String> options = new ArrayList<>(List.of("-min-version", version, "-max-version", version));
        if (!given.is13()) {
            options.addAll(List.of("-cipher", OpenSsl.tls12Name(given.get(Dimension.SUITE))));
        }
        return options;
    }
}
