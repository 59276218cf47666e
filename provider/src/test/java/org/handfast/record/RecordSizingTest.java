package org.handfast.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecordSizingTest {
    @Test
    void smallFirstThenFull() {
        RecordSizing sizing = RecordSizing.smallFirst(1400, 3000);
        int[] expected = {1400, 1400, 1400, 16384};
        for (int size : expected) {
            assertThat(sizing.next(100_000)).isEqualTo(size);
            sizing.sent(size);
        }
        assertThat(sizing.next(7)).isEqualTo(7);
    }

    @Test
    void refusesWhatIsNoRecord() {
        assertThatThrownBy(() -> RecordSizing.smallFirst(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordSizing.smallFirst(16385, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void poolLendsEachArrayOnce() {
        ScratchPool pool = new ScratchPool();
        byte[] one = pool.borrow();
        byte[] other = pool.borrow();
        assertThat(one).isNotSameAs(other).hasSize(ScratchPool.SIZE);
        pool.giveBack(one);
        assertThat(pool.borrow()).isSameAs(one);
        assertThat(pool.borrow()).isNotSameAs(one);
    }
}
