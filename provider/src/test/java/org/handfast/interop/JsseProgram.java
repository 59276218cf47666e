package org.handfast.interop;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.BCSSLParameters;
import org.bouncycastle.jsse.BCSSLSocket;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.conscrypt.Conscrypt;
import org.handfast.testing.Identity;

/** A process of its own with another provider of JSSE. Speaks the lines of {@link Program}. */
final class JsseProgram {
    private static final Logger CHATTER = Logger.getLogger("org.bouncycastle.jsse");

    private final Provider provider;
    private final List<Boolean> resumed = new CopyOnWriteArrayList<>();
    private final List<SSLSession> sessions = new CopyOnWriteArrayList<>();
    private SSLContext kept;
    private SSLSocket client;
    private ServerSocket listening;
    private Future<Void> serving;
    private boolean cuts;
    private volatile boolean update;

    private JsseProgram(Provider provider) {
        this.provider = provider;
    }

    /** @param arguments the provider's name */
    public static void main(String[] arguments) throws Exception {
        CHATTER.setLevel(Level.OFF);
        JsseProgram program = new JsseProgram(provider(arguments[0]));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(program.answer(line));
            System.out.flush();
        }
    }

    private static Provider provider(String name) {
        return switch (name) {
            case "BCJSSE" -> new BouncyCastleJsseProvider(
                    false, new JcaTlsCryptoProvider().setProvider(new BouncyCastleProvider()));
            case "Conscrypt" -> Conscrypt.newProviderBuilder().setName(name).provideTrustManager(true).build();
            case "SunJSSE" -> Security.getProvider(name);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String answer(String line) {
        try {
            return obey(line.split(" ")[0], line.substring(line.indexOf(' ') + 1));
        } catch (Exception e) {
            return "failed " + Ours.words(e).replaceAll("\\s+", " ");
        }
    }

    private String obey(String word, String rest) throws Exception {
        switch (word) {
            case "version":
                return System.getProperty("java.version");
            case "listen":
                return "port " + listen(settings(rest));
            case "connect":
                connect(settings(rest));
                return "connected";
            case "exchange":
                write(client, Http.request(rest.getBytes(StandardCharsets.US_ASCII)));
                Http.Message message = Http.read(client.getInputStream());
                return message == null
                        ? "failed closed"
                        : "body " + new String(message.body(), StandardCharsets.US_ASCII);
            case "update":
                updateKeys();
                return "updated";
            case "end":
                return end();
            case "resumed":
                return "resumed " + resumed.stream().map(r -> r ? "yes" : "no").collect(Collectors.joining(" "));
            case "close":
                close();
                return "closed";
            default:
                return "failed: " + word + " is unknown";
        }
    }

    private void updateKeys() throws IOException {
        if (client == null) {
            update = true;
        } else {
            client.startHandshake();
        }
    }

    private String end() throws Exception {
        if (client == null) {
            Threads.get(serving);
        } else if (client.getInputStream().read() >= 0) {
            return "failed: more data";
        }
        return "ended";
    }

    private void close() throws IOException {
        if (client != null) {
            client.close();
        }
        if (listening != null) {
            listening.close();
        }
        client = null;
        listening = null;
        update = false;
    }

    private static Map<String, String> settings(String line) {
        Map<String, String> settings = new HashMap<>();
        for (String setting : line.split(" ")) {
            settings.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        return settings;
    }

    private void connect(Map<String, String> settings) throws Exception {
        cuts = settings.get("cut").equals("1");
        int port = Integer.parseInt(settings.get("port"));
        if (!"kept".equals(settings.get("sessions"))) {
            kept = context(settings);
            forget();
        }
        SSLSocket socket = (SSLSocket) kept.getSocketFactory()
                .createSocket(new Socket("127.0.0.1", port), "localhost", port, true);
        SSLParameters parameters = parameters(socket, settings);
        if (!provider.getName().equals("Conscrypt")) { // it has no verifier of names of its own
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        set(socket, parameters, settings);
        socket.startHandshake();
        note(socket.getSession());
        client = socket;
    }

    private void forget() {
        resumed.clear();
        sessions.clear();
    }

    /** JSSE has no word for it: a resumed session is as old as the one before, or has its id. */
    private void note(SSLSession session) {
        resumed.add(sessions.stream().anyMatch(s -> s.getCreationTime() == session.getCreationTime()
                || s.getId().length > 0 && Arrays.equals(s.getId(), session.getId())));
        sessions.add(session);
    }

    private int listen(Map<String, String> settings) throws Exception {
        cuts = settings.get("cut").equals("1");
        System.setProperty("jdk.tls.server.enableSessionTicketExtension",
                Boolean.toString(!"ID".equals(settings.get("way"))));
        forget();
        SSLContext context = context(settings);
        ServerSocket plain = new ServerSocket(0, 20, InetAddress.getByName("127.0.0.1"));
        listening = plain;
        serving = Threads.start(() -> {
            for (int left = Integer.parseInt(settings.getOrDefault("connections", "1")); left > 0; left--) {
                serve(context, plain.accept(), settings);
            }
            return null;
        });
        return plain.getLocalPort();
    }

    private void serve(SSLContext context, Socket plain, Map<String, String> settings) throws Exception {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 0, true)) {
            socket.setUseClientMode(false);
            SSLParameters parameters = parameters(socket, settings);
            if (settings.get("auth").equals("need")) {
                parameters.setNeedClientAuth(true);
            } else if (settings.get("auth").equals("want")) {
                parameters.setWantClientAuth(true);
            }
            set(socket, parameters, settings);
            socket.startHandshake();
            note(socket.getSession());
            InputStream in = socket.getInputStream();
            for (Http.Message m = Http.read(in); m != null; m = Http.read(in)) {
                if (update) {
                    update = false;
                    socket.startHandshake();
                }
                write(socket, Http.response(m.body()));
            }
        } catch (Exception e) {
            System.err.println(Ours.words(e));
            throw e;
        }
    }

    private void write(SSLSocket socket, byte[] message) throws IOException {
        OutputStream out = socket.getOutputStream();
        int step = cuts ? 1 : message.length;
        for (int at = 0; at < message.length; at += step) {
            out.write(message, at, step);
            out.flush();
        }
    }

    private SSLContext context(Map<String, String> settings) throws GeneralSecurityException, IOException {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        try (InputStream in = new FileInputStream(settings.get("ca"))) {
            anchors.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        boolean bouncy = provider.getName().equals("BCJSSE");
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX", provider);
        trust.init(anchors);
        KeyManager[] keys = new KeyManager[0];
        if (settings.containsKey("p12")) {
            KeyManagerFactory factory = bouncy
                    ? KeyManagerFactory.getInstance("PKIX", provider)
                    : KeyManagerFactory.getInstance(provider.getName().equals("Conscrypt") ? "SunX509" : "NewSunX509");
            KeyStore store = bouncy
                    ? KeyStore.getInstance("PKCS12", new BouncyCastleProvider())
                    : KeyStore.getInstance("PKCS12");
            try (InputStream in = new FileInputStream(settings.get("p12"))) {
                store.load(in, Identity.PASSWORD);
            }
            factory.init(store, Identity.PASSWORD);
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance(bouncy ? "TLSv1.3" : "TLS", provider);
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private static SSLParameters parameters(SSLSocket socket, Map<String, String> settings) throws IOException {
        socket.setSoTimeout(Tool.LIMIT_SECONDS * 1000);
        socket.setTcpNoDelay(true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {settings.get("version")});
        if (settings.containsKey("suite")) {
            parameters.setCipherSuites(new String[] {settings.get("suite")});
        }
        if (settings.containsKey("alpn")) {
            parameters.setApplicationProtocols(settings.get("alpn").split(","));
        }
        return parameters;
    }

    /** Groups of one connection are a matter of SSLParameters from Java 20 on. */
    private static void set(SSLSocket socket, SSLParameters parameters, Map<String, String> settings)
            throws ReflectiveOperationException {
        String[] groups = settings.containsKey("groups") ? settings.get("groups").split(",") : null;
        if (groups == null) {
            socket.setSSLParameters(parameters);
        } else if (socket instanceof BCSSLSocket bouncy) {
            socket.setSSLParameters(parameters);
            BCSSLParameters more = bouncy.getParameters();
            more.setNamedGroups(groups);
            more.setEarlyKeyShares(new String[] {groups[0]});
            bouncy.setParameters(more);
        } else if (socket.getClass().getName().startsWith("org.conscrypt")) {
            socket.setSSLParameters(parameters);
            Conscrypt.setNamedGroups(socket, groups);
        } else {
            SSLParameters.class.getMethod("setNamedGroups", String[].class).invoke(parameters, (Object) groups);
            socket.setSSLParameters(parameters);
        }
    }
}
