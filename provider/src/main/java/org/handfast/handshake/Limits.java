package org.handfast.handshake;

/**
 * What a peer may make the handshake do before it is authenticated. Message sizes are the reassembler's.
 *
 * @param chainFromServer certificates in a server's chain
 * @param chainFromClient certificates in a client's chain
 * @param authoritiesBytes bytes of certificate_authorities sent in a CertificateRequest
 */
public record Limits(int chainFromServer, int chainFromClient, int authoritiesBytes) {
    /** The defaults of the administration guide. */
    public static final Limits DEFAULT = new Limits(10, 8, 20000);
}
