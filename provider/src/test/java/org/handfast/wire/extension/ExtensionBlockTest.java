package org.handfast.wire.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.handfast.iana.ExtensionType;
import org.handfast.wire.Opaque;
import org.handfast.wire.Reader;
import org.handfast.wire.Writer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionBlockTest {
    /** As many empty extensions as fit into a block. */
    private static final int MOST = 0xFFFF / 4;

    @Test
    void decodesWhenAskedAndNotBefore() {
        ExtensionBlock block = read("0033 0002 ffff", "1a1a 0003 000000", "002b 0003 02 0304");
        assertThat(block.size()).isEqualTo(3);
        assertThat(block.contains(ExtensionType.KEY_SHARE)).isTrue();
        assertThat(block.contains(ExtensionType.COOKIE)).isFalse();
        assertThat(block.get(Extensions.COOKIE)).isEmpty();
        assertThat(block.get(Extensions.SUPPORTED_VERSIONS_CLIENT_HELLO)).get()
                .satisfies(versions -> assertThat(versions.versions().contains(0x0304)).isTrue());
        assertReason(Reason.DECODE_ERROR, () -> block.get(Extensions.KEY_SHARE_CLIENT_HELLO));
        assertReason(Reason.MISSING_EXTENSION, () -> block.require(Extensions.COOKIE));
    }

    @Test
    void keepsOrder() {
        ExtensionBlock block = ExtensionBlock.builder().add(new PostHandshakeAuth())
                .add(new PreSharedKey.ServerHello(0)).build();
        assertThat(block.types().map(ExtensionType::of))
                .containsExactly(ExtensionType.POST_HANDSHAKE_AUTH, ExtensionType.PRE_SHARED_KEY);
        assertThat(block.lastType()).contains(ExtensionType.PRE_SHARED_KEY);
        assertThat(ExtensionBlock.EMPTY.lastType()).isEmpty();
    }

    @Test
    void bodyIsAViewOfTheReceivedBytes() {
        Opaque received = Opaque.of(bytes("0000 000b", "000a 0003 aabbcc", "0017 0000"));
        Reader in = Reader.of(received.slice(2, received.length() - 2), "test");
        ExtensionBlock block = ExtensionBlock.read(in);
        in.done();
        Opaque body = block.body(ExtensionType.SUPPORTED_GROUPS).orElseThrow();
        assertThat(body.array()).isSameAs(received.array());
        assertThat(body.bytes()).containsExactly(0xAA, 0xBB, 0xCC);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 16, 17, 18, 4096, MOST})
    void findsTheLastAmongMany(int count) {
        ExtensionBlock block = ExtensionBlock.read(Reader.of(many(count, -1), "test"));
        assertThat(block.size()).isEqualTo(count);
        assertThat(block.codeAt(count - 1)).isEqualTo(0x4000 + count - 1);
        assertThat(block.contains(ExtensionType.of(0x4000 + count - 1))).isTrue();
        assertThat(block.contains(ExtensionType.of(0x4000 + count))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 15, 16, 17, 18, 4096, MOST})
    @DisplayName("S-10: an extension comes once")
    void findsADuplicateOfAnyOther(int count) {
        for (int at : new int[] {0, (count - 1) / 2, count - 2}) {
            assertReason(Reason.DUPLICATE_EXTENSION,
                    () -> ExtensionBlock.read(Reader.of(many(count, at), "test")));
        }
    }

    @Test
    void largestBodyIsFound() {
        Writer out = new Writer().u16(0xFFFF).u16(44).u16(0xFFFF - 4);
        out.bytes(new byte[0xFFFF - 4], 0, 0xFFFF - 4);
        ExtensionBlock block = ExtensionBlock.read(Reader.of(out.toOpaque(), "test"));
        assertThat(block.bodyAt(0).length()).isEqualTo(0xFFFF - 4);
    }

    @Test
    void sendingTwoOfATypeFails() {
        assertReason(Reason.DUPLICATE_EXTENSION,
                () -> ExtensionBlock.of(new PostHandshakeAuth(), new PostHandshakeAuth()));
    }

    @Test
    void absentIsNotEmpty() {
        assertThat(ExtensionBlock.ABSENT).isNotEqualTo(ExtensionBlock.EMPTY);
        assertThat(ExtensionBlock.of()).isEqualTo(ExtensionBlock.EMPTY);
        Writer out = new Writer();
        ExtensionBlock.ABSENT.write(out);
        assertThat(out.length()).isZero();
        ExtensionBlock.EMPTY.write(out);
        assertThat(out.length()).isEqualTo(2);
    }

    /** Types 0x4000 upwards, empty; the last one repeats the one at {@code repeated} unless that is negative. */
    private static Opaque many(int count, int repeated) {
        return new Writer().vector16(out -> {
            for (int i = 0; i < count; i++) {
                out.u16(0x4000 + (i == count - 1 && repeated >= 0 ? repeated : i)).u16(0);
            }
        }).toOpaque();
    }

    private static ExtensionBlock read(String... extensions) {
        Opaque body = Opaque.of(bytes(extensions));
        return ExtensionBlock.read(Reader.of(new Writer().opaque16(body).toOpaque(), "test"));
    }

    private static byte[] bytes(String... hex) {
        return HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
    }

    private static void assertReason(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(TlsFailure.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
