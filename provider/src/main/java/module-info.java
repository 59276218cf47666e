/** Handfast: TLS 1.3 and 1.2 for the Java platform. */
module org.handfast {
    requires static jdk.jfr;
    requires static org.bouncycastle.provider;
    requires static org.eclipse.jetty.alpn.client;
    requires static org.eclipse.jetty.alpn.server;
    requires static org.eclipse.jetty.io;
    requires static org.snakeyaml.engine;

    exports org.handfast.config;
    exports org.handfast.credential;
    exports org.handfast.crypto;
    exports org.handfast.engine;
    exports org.handfast.failure;
    exports org.handfast.iana;
    exports org.handfast.jsse;
    exports org.handfast.observe;
    exports org.handfast.policy;
    exports org.handfast.session;
    exports org.handfast.wire;

    provides java.security.Provider with
            org.handfast.jsse.HandfastProvider;
}
