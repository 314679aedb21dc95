package io.executionplane.node.http.attach;

import static io.executionplane.node.wire.EpV1.WINDOW_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.node.http.api.ProblemException;
import org.junit.jupiter.api.Test;

class CreditTest {

  private static final int HALF = WINDOW_BYTES / 2;

  private final Credit credit = new Credit(1_000);

  private boolean isFree(int bytes) {
    return credit.take(bytes).toCompletableFuture().isDone();
  }

  @Test
  void givesAWindowAndNoMore() {
    assertThat(isFree(HALF)).isTrue();
    assertThat(isFree(HALF)).isTrue();

    assertThat(isFree(1)).isFalse();
  }

  @Test
  void givesAsMuchAgainAsIsAcknowledged() {
    credit.take(WINDOW_BYTES);
    var waiting = credit.take(HALF).toCompletableFuture();

    credit.acknowledge(1_000 + HALF - 1);
    assertThat(waiting).isNotDone();
    credit.acknowledge(1_000 + HALF);

    assertThat(waiting).isDone();
    assertThat(credit.sent()).isEqualTo(1_000 + WINDOW_BYTES + HALF);
  }

  @Test
  void doesNotWaitForWhatWasPassedOver() {
    credit.take(HALF);
    credit.skipTo(5_000_000);
    assertThat(isFree(HALF)).isTrue();
    var waiting = credit.take(HALF).toCompletableFuture();

    // All that came before the gap, by one who does not count the gap.
    credit.acknowledge(1_000 + HALF);

    assertThat(waiting).isDone();
  }

  @Test
  void refusesAnAcknowledgementOfWhatWasNotSent() {
    credit.take(10);

    assertThatThrownBy(() -> credit.acknowledge(1_011)).isInstanceOf(ProblemException.class);
  }
}
