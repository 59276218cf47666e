package org.handfast.handshake.tls12;

import java.util.List;
import org.handfast.crypto.Kem;
import org.handfast.crypto.Suite12;
import org.handfast.iana.SignatureScheme;

/**
 * A suite that can be chosen if there is a credential for it.
 *
 * @param suite offered and allowed
 * @param kem group of its key exchange
 * @param schemes signature schemes that go with it, offered and allowed, in our order; not empty
 */
record Candidate(Suite12 suite, Kem kem, List<SignatureScheme> schemes) {}
