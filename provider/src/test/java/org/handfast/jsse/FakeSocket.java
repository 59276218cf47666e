package org.handfast.jsse;

import java.security.AlgorithmConstraints;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.HandshakeCompletedListener;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;

/** Another provider's socket in the middle of a handshake, as far as managers look at it. */
final class FakeSocket extends SSLSocket {
    private final FakeSession session;
    private String peerHost;
    private String endpointAlgorithm;
    private AlgorithmConstraints constraints;

    FakeSocket(String protocol, List<String> requestedNames, String... peerAlgorithms) {
        session = new FakeSession(protocol, requestedNames, peerAlgorithms);
    }

    FakeSocket connectedTo(String host) {
        peerHost = host;
        return this;
    }

    FakeSocket checking(String algorithm) {
        endpointAlgorithm = algorithm;
        return this;
    }

    FakeSocket allowing(AlgorithmConstraints allowed) {
        constraints = allowed;
        return this;
    }

    @Override
    public SSLSession getHandshakeSession() {
        return session;
    }

    @Override
    public SSLParameters getSSLParameters() {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm(endpointAlgorithm);
        parameters.setAlgorithmConstraints(constraints);
        return parameters;
    }

    private final class FakeSession extends ExtendedSSLSession {
        private final String protocol;
        private final List<String> names;
        private final String[] peerAlgorithms;

        FakeSession(String protocol, List<String> names, String[] peerAlgorithms) {
            this.protocol = protocol;
            this.names = names;
            this.peerAlgorithms = peerAlgorithms;
        }

        @Override
        public List<SNIServerName> getRequestedServerNames() {
            return names.stream().map(name -> (SNIServerName) new SNIHostName(name)).toList();
        }

        @Override
        public String[] getPeerSupportedSignatureAlgorithms() {
            return peerAlgorithms.clone();
        }

        @Override
        public String[] getLocalSupportedSignatureAlgorithms() {
            return new String[0];
        }

        @Override
        public String getPeerHost() {
            return peerHost;
        }

        @Override
        public int getPeerPort() {
            return -1;
        }

        @Override
        public String getProtocol() {
            return protocol;
        }

        @Override
        public byte[] getId() {
            return new byte[0];
        }

        @Override
        public SSLSessionContext getSessionContext() {
            return null;
        }

        @Override
        public long getCreationTime() {
            return 0;
        }

        @Override
        public long getLastAccessedTime() {
            return 0;
        }

        @Override
        public void invalidate() {}

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public void putValue(String name, Object value) {}

        @Override
        public Object getValue(String name) {
            return null;
        }

        @Override
        public void removeValue(String name) {}

        @Override
        public String[] getValueNames() {
            return new String[0];
        }

        @Override
        public Certificate[] getPeerCertificates() {
            return new Certificate[0];
        }

        @Override
        public Certificate[] getLocalCertificates() {
            return null;
        }

        @Override
        public Principal getPeerPrincipal() {
            return null;
        }

        @Override
        public Principal getLocalPrincipal() {
            return null;
        }

        @Override
        public String getCipherSuite() {
            return "TLS_AES_128_GCM_SHA256";
        }

        @Override
        public int getPacketBufferSize() {
            return 16709;
        }

        @Override
        public int getApplicationBufferSize() {
            return 16384;
        }
    }

    @Override
    public SSLSession getSession() {
        return session;
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return new String[0];
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {}

    @Override
    public String[] getSupportedProtocols() {
        return new String[0];
    }

    @Override
    public String[] getEnabledProtocols() {
        return new String[0];
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {}

    @Override
    public void addHandshakeCompletedListener(HandshakeCompletedListener listener) {}

    @Override
    public void removeHandshakeCompletedListener(HandshakeCompletedListener listener) {}

    @Override
    public void startHandshake() {}

    @Override
    public void setUseClientMode(boolean mode) {}

    @Override
    public boolean getUseClientMode() {
        return true;
    }

    @Override
    public void setNeedClientAuth(boolean need) {}

    @Override
    public boolean getNeedClientAuth() {
        return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {}

    @Override
    public boolean getWantClientAuth() {
        return false;
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {}

    @Override
    public boolean getEnableSessionCreation() {
        return true;
    }
}
