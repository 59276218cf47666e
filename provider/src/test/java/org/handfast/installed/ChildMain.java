package org.handfast.installed;

import java.io.FileInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.handfast.jsse.HandfastProvider;

/** What {@link ChildJvmTest} lets run in a JVM of its own: one scene per run, named by the first argument. */
public final class ChildMain {
    private static final int ABANDONED = 20_000;

    private ChildMain() {}

    /** Plays the scene. */
    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "properties" -> properties();
            case "memory" -> memory(arguments[1], arguments[2].toCharArray());
            case "position" -> position(arguments[1], arguments[2].toCharArray(), Integer.parseInt(arguments[3]));
            case "loaders" -> loaders(arguments[1]);
            case "argument" -> argument();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Default factories, with all that they need from system properties. */
    private static void properties() throws Exception {
        Security.insertProviderAt(new HandfastProvider(), 1);
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        say("factory", factory.getClass().getName());
        say("once", SSLContext.getDefault() == SSLContext.getDefault());
        SSLContext context = SSLContext.getDefault();
        say("provider", context.getProvider().getName());
        try (SSLServerSocket listening = (SSLServerSocket) context.getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answer(listening));
            server.setDaemon(true);
            server.start();
            try (SSLSocket client = (SSLSocket)
                    context.getSocketFactory().createSocket("localhost", listening.getLocalPort())) {
                say("answer", client.getInputStream().read());
            }
        } catch (javax.net.ssl.SSLException e) {
            say("answer", "refused");
        }
    }

    private static void answer(SSLServerSocket listening) {
        try (SSLSocket socket = (SSLSocket) listening.accept()) {
            socket.setNeedClientAuth(true);
            socket.getOutputStream().write(7);
            socket.getInputStream().read();
        } catch (java.io.IOException e) {
            say("server", e.getClass().getSimpleName());
        }
    }

    /** Engines left in the middle of the handshake, and sessions of connections that are gone. */
    private static void memory(String store, char[] password) throws Exception {
        SSLContext context = context(new HandfastProvider(), store, password);
        context.getClientSessionContext().setSessionCacheSize(0);
        ByteBuffer hello = ByteBuffer.allocate(20_000);
        for (int i = 0; i < ABANDONED; i++) {
            SSLEngine client = engine(context, true);
            client.wrap(ByteBuffer.allocate(0), hello.clear());
            SSLEngine server = engine(context, false);
            server.unwrap(hello.flip(), ByteBuffer.allocate(0));
            if (i % 10 == 0) {
                runTasks(server);
            }
        }
        say("abandoned", ABANDONED);
        for (int i = 0; i < 600; i++) {
            handshake(engine(context, true), engine(context, false));
        }
        System.gc();
        say("listed", Collections.list(context.getClientSessionContext().getIds()).size() < 600);
    }

    /** With others before it, and without being registered at all. */
    private static void position(String store, char[] password, int position) throws Exception {
        Provider provider = new HandfastProvider();
        if (position != 0) {
            Security.insertProviderAt(provider, position < 0 ? Security.getProviders().length + 1 : position);
        }
        List<Provider> all = Arrays.asList(Security.getProviders());
        say("position", all.indexOf(provider) < 0 ? "none" : all.indexOf(provider) == 0 ? "first"
                : all.indexOf(provider) == all.size() - 1 ? "last" : "between");
        SSLContext context = context(provider, store, password);
        SSLEngine client = engine(context, true);
        handshake(client, engine(context, false));
        SSLSession session = client.getSession();
        say("session", session.getProtocol() + " " + session.getPeerCertificates().length);
        say("desktop", ModuleLayer.boot().findModule("java.desktop").isPresent());
        say("unsupported", ModuleLayer.boot().findModule("jdk.unsupported").isPresent());
    }

    /** The same classes twice in one JVM, neither known to the other. */
    private static void loaders(String classes) throws Exception {
        URL[] urls = Arrays.stream(classes.split(java.io.File.pathSeparator))
                .map(ChildMain::url)
                .toArray(URL[]::new);
        try (URLClassLoader one = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
                URLClassLoader two = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Provider first = provider(one);
            Provider second = provider(two);
            say("apart", first.getClass() != second.getClass());
            SSLContext left = SSLContext.getInstance("TLS", first);
            SSLContext right = SSLContext.getInstance("TLS", second);
            left.init(null, null, null);
            right.init(null, null, null);
            say("left", left.createSSLEngine().getClass().getClassLoader() == one);
            say("right", right.createSSLEngine().getClass().getClassLoader() == two);
        }
    }

    /** The provider's line in java.security has two words after the name. */
    private static void argument() {
        try {
            say("provider", SSLContext.getInstance("TLS").getProvider().getName());
        } catch (Exception | Error e) {
            say("refused", e);
        }
    }

    private static Provider provider(ClassLoader loader) throws ReflectiveOperationException {
        return (Provider) loader.loadClass(HandfastProvider.class.getName()).getConstructor().newInstance();
    }

    private static URL url(String path) {
        try {
            return java.nio.file.Path.of(path).toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static SSLContext context(Provider provider, String store, char[] password) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(store)) {
            keys.load(in, password);
        }
        var own = javax.net.ssl.KeyManagerFactory.getInstance("PKIX", provider);
        own.init(keys, password);
        var trust = TrustManagerFactory.getInstance("PKIX", provider);
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS", provider);
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static SSLEngine engine(SSLContext context, boolean clientMode) {
        SSLEngine engine = context.createSSLEngine("localhost", 443);
        engine.setUseClientMode(clientMode);
        return engine;
    }

    private static void handshake(SSLEngine client, SSLEngine server) throws Exception {
        ByteBuffer up = ByteBuffer.allocate(1 << 15);
        ByteBuffer down = ByteBuffer.allocate(1 << 15);
        client.beginHandshake();
        server.beginHandshake();
        for (int turn = 0; turn < 100; turn++) {
            turn(client, up, down);
            turn(server, down, up);
            if (client.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
                    && server.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
                return;
            }
        }
        throw new IllegalStateException("no end of the handshake");
    }

    private static void turn(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws Exception {
        runTasks(engine);
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), out);
        } else {
            engine.unwrap(in.flip(), ByteBuffer.allocate(0));
            in.compact();
        }
    }

    private static void runTasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private static void say(String name, Object value) {
        System.out.println(name + "=" + value);
    }
}
