package org.handfast.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.handfast.iana.HandshakeType;
import org.handfast.wire.Opaque;
import org.handfast.wire.extension.ExtensionForm;
import org.handfast.wire.extension.Extensions;
import org.handfast.wire.message.Certificate;
import org.handfast.wire.message.CertificateRequest;
import org.handfast.wire.message.EncryptedExtensions;
import org.handfast.wire.message.HandshakeMessage;
import org.handfast.wire.message.NewSessionTicket;

/** Every message but the hellos, and every extension by itself. */
class MessagesFuzz {
    /** The first byte: 0 to 127 a handshake type, above them a form of an extension. */
    @FuzzTest(maxDuration = "1m")
    void messages(byte[] data) {
        Script script = new Script(data);
        int what = script.u8();
        byte[] body = script.rest();
        if (what < 128) {
            Decoded.message(HandshakeType.of(what), body).ifPresent(MessagesFuzz::look);
            return;
        }
        List<ExtensionForm<?>> forms = Extensions.forms();
        Decoded.extension(forms.get((what - 128) % forms.size()), Opaque.of(body));
    }

    private static void look(HandshakeMessage message) {
        if (message instanceof EncryptedExtensions m) {
            Decoded.extensions(m.extensions());
        } else if (message instanceof CertificateRequest m) {
            Decoded.extensions(m.extensions());
        } else if (message instanceof NewSessionTicket m) {
            Decoded.extensions(m.extensions());
        } else if (message instanceof Certificate m) {
            m.certificateList().forEach(entry -> Decoded.extensions(entry.extensions()));
        }
    }
}
