package org.handfast.handshake;

import java.util.Arrays;

/**
 * What a CertificateVerify signs (RFC 9846 §4.5.2): 64 spaces, the context string, a zero byte, the
 * transcript hash up to and with Certificate.
 */
public final class SignedContent {
    private static final String SERVER = "TLS 1.3, server CertificateVerify";
    private static final String CLIENT = "TLS 1.3, client CertificateVerify";
    private static final int SPACES = 64;

    private SignedContent() {}

    /** Signed by a server. */
    public static byte[] server(byte[] transcriptHash) {
        return content(SERVER, transcriptHash);
    }

    /** Signed by a client. */
    public static byte[] client(byte[] transcriptHash) {
        return content(CLIENT, transcriptHash);
    }

    private static byte[] content(String context, byte[] transcriptHash) {
        byte[] content = new byte[SPACES + context.length() + 1 + transcriptHash.length];
        Arrays.fill(content, 0, SPACES, (byte) ' ');
        for (int i = 0; i < context.length(); i++) {
            content[SPACES + i] = (byte) context.charAt(i);
        }
        System.arraycopy(transcriptHash, 0, content, SPACES + context.length() + 1, transcriptHash.length);
        return content;
    }
}
