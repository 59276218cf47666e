package org.handfast.handshake.tls12;

import java.util.List;
import java.util.Optional;
import org.handfast.crypto.Kem;
import org.handfast.crypto.Suite12;
import org.handfast.iana.SignatureScheme;

/**
 * A suite that can be chosen if there is a credential for it.
 *
 * @param suite offered and allowed
 * @param kem group of its key exchange; empty: key transport
 * @param schemes signature schemes that go with it, offered and allowed, in our order; not empty. With key transport
 *     those of keys that can decrypt
 */
record Candidate(Suite12 suite, Optional<Kem> kem, List<SignatureScheme> schemes) {
    /** What a certificate is asked for: candidates of one kind have the same. */
    String kind() {
        return suite.authentication() + (kem.isPresent() ? "" : " that decrypts");
    }
}
