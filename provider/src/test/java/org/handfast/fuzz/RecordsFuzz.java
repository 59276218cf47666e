package org.handfast.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.handfast.crypto.Secret;
import org.handfast.crypto.Suite13;
import org.handfast.crypto.jca.JcaBackend;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.record.Aead13Protection;
import org.handfast.record.HandshakeReassembler;
import org.handfast.record.RecordHeader;
import org.handfast.record.RecordLimits;
import org.handfast.record.RecordProtection;
import org.handfast.testing.OpenCipher;
import org.handfast.wire.Opaque;

/** Headers, protection under known keys, and messages cut into records anywhere. */
class RecordsFuzz {
    private static final Suite13 SUITE = JcaBackend.platform().suites13().get(0);

    @FuzzTest(maxDuration = "1m")
    void records(byte[] data) {
        Script script = new Script(data);
        switch (script.u8() % 4) {
            case 0 -> headers(script);
            case 1 -> protection(script);
            case 2 -> crafted(script);
            default -> reassembly(script);
        }
    }

    /** A header that passes is one of the known types and within the length; any version does. */
    private static void headers(Script script) {
        int longest = script.u16();
        boolean first = script.u8() % 2 == 0;
        byte[] bytes = Arrays.copyOf(script.rest(), RecordHeader.SIZE);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        try {
            if (first) {
                RecordHeader.checkFirst(header, 0, longest);
            } else {
                RecordHeader.check(header, 0, longest);
            }
        } catch (TlsFailure failure) {
            End.judge(failure);
            return;
        }
        require(RecordHeader.length(header, 0) <= longest && bytes[0] >= 20 && bytes[0] <= 23);
    }

    /** What is sealed opens; with one byte changed it does not, and nothing of it can be seen. */
    private static void protection(Script script) {
        int type = 1 + script.below(255);
        int position = script.u16();
        int change = script.u8();
        byte[] content = script.rest();
        if (content.length > RecordProtection.LARGEST_PAYLOAD) {
            return;
        }
        try (Aead13Protection sealing = keyed(true); Aead13Protection opening = keyed(false)) {
            byte[] record = new byte[RecordHeader.SIZE + content.length + sealing.overhead()];
            System.arraycopy(content, 0, record, RecordHeader.SIZE, content.length);
            require(sealing.seal(type, 3, record, 0, content.length, 0) == record.length);
            int fragment = record.length - RecordHeader.SIZE;
            record[RecordHeader.SIZE + position % fragment] ^= (byte) change;
            byte[] target = new byte[opening.room(fragment)];
            try {
                int length = opening.open(23, record, RecordHeader.SIZE, fragment, target, 0);
                require(change == 0 && opening.openedType() == type);
                require(Arrays.equals(Arrays.copyOf(target, length), content));
            } catch (TlsFailure failure) {
                require(failure.reason() == Reason.BAD_RECORD_MAC && change != 0);
                require(Arrays.equals(target, new byte[target.length]));
            }
        }
    }

    /** Any inner plaintext: content, type and padding come apart at the last byte that is not zero. */
    private static void crafted(Script script) {
        byte[] inner = script.rest();
        byte[] fragment = Arrays.copyOf(inner, inner.length + OpenCipher.TAG);
        Aead13Protection opening = new Aead13Protection(
                new OpenCipher().opening(Secret.zeros(16)), OpenCipher.TAG, Secret.zeros(12));
        byte[] target = new byte[opening.room(fragment.length)];
        int end = inner.length;
        while (end > 0 && inner[end - 1] == 0) {
            end--;
        }
        try {
            int length = opening.open(23, fragment, 0, fragment.length, target, 0);
            require(end > 0 && length == end - 1 && opening.openedType() == (inner[end - 1] & 0xFF));
            require(Arrays.equals(Arrays.copyOf(target, length), Arrays.copyOf(inner, length)));
        } catch (TlsFailure failure) {
            require(failure.reason() == (end == 0 ? Reason.NO_CONTENT_TYPE : Reason.RECORD_OVERFLOW));
            require(end == 0 || inner.length > RecordProtection.LARGEST_PAYLOAD + 1);
        }
    }

    /** Wherever the records are cut, the messages are the bytes that came, in order. */
    private static void reassembly(Script script) {
        int step = 1 + script.u8();
        byte[] stream = script.rest();
        HandshakeReassembler reassembler =
                new HandshakeReassembler(RecordLimits.DEFAULT, RecordLimits.Sender.CLIENT);
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try {
            for (int at = 0; at < stream.length; at += step) {
                reassembler.add(stream, at, Math.min(step, stream.length - at));
                for (Opaque next = reassembler.poll(); next != null; next = reassembler.poll()) {
                    int declared = next.at(1) << 16 | next.at(2) << 8 | next.at(3);
                    require(next.length() == 4 + declared);
                    seen.writeBytes(next.bytes());
                }
            }
        } catch (TlsFailure failure) {
            require(failure.reason() == Reason.MESSAGE_TOO_LARGE
                    || failure.reason() == Reason.CERTIFICATE_MESSAGE_TOO_LARGE);
            return;
        }
        require(Arrays.equals(seen.toByteArray(), Arrays.copyOf(stream, seen.size())));
        require(reassembler.isPartial() == seen.size() < stream.length);
    }

    private static Aead13Protection keyed(boolean sealing) {
        Secret key = Secret.zeros(SUITE.aead().keyLength());
        return new Aead13Protection(sealing ? SUITE.aead().sealing(key) : SUITE.aead().opening(key),
                SUITE.aead().tagLength(), Secret.zeros(SUITE.aead().nonceLength()));
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("the record layer broke its word");
        }
    }
}
