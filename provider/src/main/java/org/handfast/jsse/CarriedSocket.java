package org.handfast.jsse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Set;
import javax.net.ssl.SSLSocket;

/**
 * A TLS socket whose addresses and options are those of a plain socket below it: one given by the application,
 * one a server socket accepted, or one made for it.
 */
abstract class CarriedSocket extends SSLSocket {
    private final Socket carrier;

    CarriedSocket(Socket carrier) {
        this.carrier = carrier;
    }

    /** The plain socket below. */
    final Socket carrier() {
        return carrier;
    }

    @Override
    public void bind(SocketAddress local) throws IOException {
        carrier.bind(local);
    }

    @Override
    public InetAddress getInetAddress() {
        return carrier.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return carrier.getLocalAddress();
    }

    @Override
    public int getPort() {
        return carrier.getPort();
    }

    @Override
    public int getLocalPort() {
        return carrier.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return carrier.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return carrier.getLocalSocketAddress();
    }

    /** Always null: bytes of a channel would bypass TLS. */
    @Override
    public SocketChannel getChannel() {
        return null;
    }

    @Override
    public boolean isConnected() {
        return carrier.isConnected();
    }

    @Override
    public boolean isBound() {
        return carrier.isBound();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        carrier.setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return carrier.getTcpNoDelay();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        carrier.setSoLinger(on, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return carrier.getSoLinger();
    }

    /** Refused: TLS has no place for urgent data. */
    @Override
    public void sendUrgentData(int data) throws SocketException {
        throw new SocketException("Urgent data is not part of TLS");
    }

    /** Refused: TLS has no place for urgent data. */
    @Override
    public void setOOBInline(boolean on) throws SocketException {
        throw new SocketException("Urgent data is not part of TLS");
    }

    /** Refused: TLS has no place for urgent data. */
    @Override
    public boolean getOOBInline() throws SocketException {
        throw new SocketException("Urgent data is not part of TLS");
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        carrier.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return carrier.getSoTimeout();
    }

    @Override
    public void setSendBufferSize(int bytes) throws SocketException {
        carrier.setSendBufferSize(bytes);
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        return carrier.getSendBufferSize();
    }

    @Override
    public void setReceiveBufferSize(int bytes) throws SocketException {
        carrier.setReceiveBufferSize(bytes);
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return carrier.getReceiveBufferSize();
    }

    @Override
    public void setKeepAlive(boolean on) throws SocketException {
        carrier.setKeepAlive(on);
    }

    @Override
    public boolean getKeepAlive() throws SocketException {
        return carrier.getKeepAlive();
    }

    @Override
    public void setTrafficClass(int value) throws SocketException {
        carrier.setTrafficClass(value);
    }

    @Override
    public int getTrafficClass() throws SocketException {
        return carrier.getTrafficClass();
    }

    @Override
    public void setReuseAddress(boolean on) throws SocketException {
        carrier.setReuseAddress(on);
    }

    @Override
    public boolean getReuseAddress() throws SocketException {
        return carrier.getReuseAddress();
    }

    @Override
    public void setPerformancePreferences(int connectionTime, int latency, int bandwidth) {
        carrier.setPerformancePreferences(connectionTime, latency, bandwidth);
    }

    @Override
    public <T> Socket setOption(SocketOption<T> name, T value) throws IOException {
        carrier.setOption(name, value);
        return this;
    }

    @Override
    public <T> T getOption(SocketOption<T> name) throws IOException {
        return carrier.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return carrier.supportedOptions();
    }
}
