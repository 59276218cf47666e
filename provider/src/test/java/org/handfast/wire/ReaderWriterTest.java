package org.handfast.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.handfast.failure.Reason;
import org.handfast.failure.TlsFailure;
import org.junit.jupiter.api.Test;

class ReaderWriterTest {
    @Test
    void numbersAreBigEndian() {
        Opaque bytes = new Writer(1).u8(0xFE).u16(0xFEDC).u24(0xFEDCBA).u32(0xFEDCBA98L).toOpaque();
        assertThat(bytes.bytes()).isEqualTo(Samples.hex("fe fedc fedcba fedcba98"));
        Reader in = Reader.of(bytes, "test");
        assertThat(in.u8("a")).isEqualTo(0xFE);
        assertThat(in.u16("b")).isEqualTo(0xFEDC);
        assertThat(in.u24("c")).isEqualTo(0xFEDCBA);
        assertThat(in.u32("d")).isEqualTo(0xFEDCBA98L);
        in.done();
    }

    @Test
    void failureNamesStructureAndField() {
        Reader in = Reader.of(Opaque.of(new byte[] {0, 5, 1}), "outer");
        assertThatThrownBy(() -> in.opaque16("inner")).isInstanceOfSatisfying(TlsFailure.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.DECODE_ERROR);
            assertThat(e.facts()).containsEntry("structure", "outer").containsEntry("field", "inner")
                    .containsEntry("needs", "5").containsEntry("left", "1");
        });
    }

    @Test
    void readerStaysInsideItsView() {
        Opaque middle = Opaque.of(new byte[] {1, 2, 3, 4}, 1, 2);
        Reader in = Reader.of(middle, "test");
        assertThat(in.u16("all")).isEqualTo(0x0203);
        assertThatThrownBy(() -> in.u8("beyond")).isInstanceOf(TlsFailure.class);
        assertThat(in.hasMore()).isFalse();
    }

    @Test
    void lengthPrefixesAreFilledIn() {
        Opaque bytes = new Writer(1).vector8(a -> a.vector16(b -> b.vector24(c -> c.u8(7)))).toOpaque();
        assertThat(bytes.bytes()).isEqualTo(Samples.hex("06 0004 000001 07"));
    }

    @Test
    void valuesThatDoNotFitAreOurDefect() {
        Opaque long256 = Opaque.of(new byte[256]);
        for (Runnable write : new Runnable[] {() -> new Writer().u8(256), () -> new Writer().u16(-1),
            () -> new Writer().u32(1L << 32), () -> new Writer().opaque8(long256),
            () -> new Writer().vector8(in -> in.bytes(long256))}) {
            assertThatThrownBy(write::run).isInstanceOfSatisfying(TlsFailure.class,
                    e -> assertThat(e.reason()).isEqualTo(Reason.INTERNAL_ERROR));
        }
    }

    @Test
    void codePointsAreSeenInPlace() {
        U16List codes = U16List.of(0x1301, 0xFFFF, 0);
        assertThat(codes.size()).isEqualTo(3);
        assertThat(codes.codes()).containsExactly(0x1301, 0xFFFF, 0);
        assertThat(codes.indexOf(0)).isEqualTo(2);
        assertThat(codes.contains(0x1302)).isFalse();
        assertThat(codes).hasToString("[1301 FFFF 0000]");
    }

    @Test
    void setKnowsWhatItHasSeen() {
        U16Set seen = new U16Set();
        for (int code = 0; code <= 0xFFFF; code += 5) {
            assertThat(seen.add(code)).isTrue();
            assertThat(seen.add(code)).isFalse();
        }
        assertThat(seen.add(0)).isFalse();
        assertThat(seen.add(1)).isTrue();
    }
}
