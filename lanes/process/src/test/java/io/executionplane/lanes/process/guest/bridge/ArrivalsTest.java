package io.executionplane.lanes.process.guest.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.lanes.process.guest.bridge.Frame.Event;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private final Arrivals arrivals = new Arrivals();

  @Test
  void takesEachFrameOnce() throws Exception {
    assertThat(arrives(1)).isTrue();
    assertThat(arrives(2)).isTrue();
    assertThat(arrives(1)).isFalse();
    assertThat(arrives(2)).isFalse();
    assertThat(arrivals.count()).isEqualTo(2);
  }

  @Test
  void takesEveryFrameThatMayBeLost() throws Exception {
    assertThat(arrives(0)).isTrue();
    assertThat(arrives(0)).isTrue();
    assertThat(arrivals.count()).isZero();
  }

  @Test
  void refusesAFrameBeforeWhichOneIsMissing() throws Exception {
    arrives(1);

    assertThatThrownBy(() -> arrives(3))
        .isInstanceOf(BridgeException.class)
        .hasMessageContaining("missing before 3");
  }

  private boolean arrives(long number) throws BridgeException {
    var frame = new Numbered(new Event("it", Payload.none()), number, 0);
    var isNew = arrivals.isNew(frame);
    arrivals.done(frame);
    return isNew;
  }
}
