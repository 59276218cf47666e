package org.handfast.bogo;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.handfast.credential.HandshakeFacts;
import org.handfast.credential.PeerVerifier;
import org.handfast.credential.Role;
import org.handfast.failure.Reason;

/** Says about the peer's chain what the command line wants said; the runner's chains test TLS, not trust. */
final class CaseVerifier implements PeerVerifier {
    private final Settings settings;

    CaseVerifier(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void verify(Role peer, HandshakeFacts facts) {
        if (settings.has("-fail-ocsp-callback") && peer == Role.SERVER) {
            throw Reason.BAD_STATUS_RESPONSE.failure();
        }
        if (settings.has("-verify-fail")) {
            // the runner presumes another alert where its shim's verifier is the older callback
            throw (settings.has("-use-custom-verify-callback")
                    ? Reason.CERTIFICATE_UNTRUSTED : Reason.NO_COMMON_SIGNATURE_SCHEME).failure();
        }
    }

    @Override
    public List<X500Principal> authorities() {
        return names(settings.text("-use-client-ca-list").orElse(""));
    }

    /** Comma separated names in hexadecimal DER; two words in brackets stand for none. */
    static List<X500Principal> names(String list) {
        List<X500Principal> names = new ArrayList<>();
        if (!list.isEmpty() && !list.startsWith("<")) {
            for (String name : list.split(",")) {
                names.add(new X500Principal(HexFormat.of().parseHex(name)));
            }
        }
        return names;
    }
}
