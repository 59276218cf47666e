package org.handfast.session;

import java.util.Objects;
import java.util.Optional;
import org.handfast.credential.ClientAuthentication;
import org.handfast.crypto.Hash;
import org.handfast.iana.ProtocolVersion;
import org.handfast.wire.Opaque;
import org.handfast.wire.Writer;

/**
 * What a session may be resumed under (security rule T-1): a digest of all that was decided about the peer in other
 * ways than by the hellos. Where the scope of a new connection differs, there is a full handshake.
 *
 * @param digest SHA-256, 32 bytes
 */
public record ResumptionScope(Opaque digest) {
    /** Length of a digest in bytes. */
    public static final int LENGTH = 32;

    /** The right length and nothing else. */
    public ResumptionScope {
        if (digest.length() != LENGTH) {
            throw new IllegalArgumentException("a scope of " + digest.length() + " bytes");
        }
    }

    /**
     * The scope of one connection.
     *
     * @param sha256 makes the digest
     * @param basis policy and trust in force, as {@link #basis} puts them
     * @param authentication what is asked of clients
     * @param virtualHost server name asked for; empty: none
     */
    public static ResumptionScope of(Hash sha256, Opaque basis, ClientAuthentication authentication,
            Optional<String> virtualHost, ProtocolVersion version, boolean extendedMainSecret) {
        Writer all = new Writer()
                .opaque16(basis)
                .u8(authentication.ordinal())
                .u16(version.code())
                .u8(extendedMainSecret ? 1 : 0)
                .u8(virtualHost.isPresent() ? 1 : 0)
                .opaque16(Opaque.latin1(virtualHost.orElse("")));
        return new ResumptionScope(Opaque.of(sha256.digest(all.toOpaque().bytes())));
    }

    /**
     * The part of a scope that is the same for all connections of a context.
     *
     * @param policy stands for the policy and its generation
     * @param trust stands for what peers are judged by: anchors, and the judge where it is an application's
     */
    public static Opaque basis(Opaque policy, Opaque trust) {
        Objects.requireNonNull(policy, "policy");
        return new Writer().opaque16(policy).opaque16(trust).toOpaque();
    }
}
