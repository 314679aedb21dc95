package io.executionplane.journal.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.journal.follow.BatchBounds;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.StoredHistories;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ViewFeederTest extends StoredHistories {

  private static final Duration EVERY = Duration.ofMillis(1);

  /** Asked once in each look. */
  private final CountDownLatch looks = new CountDownLatch(8);

  @Test
  void takesInWhatIsRecordedWithoutBeingAsked() throws Exception {
    var history = History.running("request-1");
    write(history);

    feedUntilItHasLooked(this::look);

    assertThat(ViewRows.of(store.dataSource()))
        .singleElement()
        .asString()
        .contains(history.ref().text());
  }

  @Test
  void goesOnAfterAFailure() throws Exception {
    write(History.running("request-1"));

    feedUntilItHasLooked(
        () -> {
          look();
          if (looks.getCount() > 4) {
            throw new IllegalStateException("broken on purpose");
          }
          return false;
        });

    assertThat(ViewRows.of(store.dataSource())).hasSize(1);
  }

  private boolean look() {
    looks.countDown();
    return false;
  }

  private void feedUntilItHasLooked(BooleanSupplier quiet)
      throws InterruptedException, SQLException {
    var keeper = new ViewKeeper(store.dataSource(), quiet, new BatchBounds(4, 1 << 20));
    try (var feeder = ViewFeeder.start(keeper, store::isOpen, EVERY)) {
      assertThat(looks.await(60, TimeUnit.SECONDS)).as("%s still looks", feeder).isTrue();
    }
  }
}
