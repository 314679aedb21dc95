package io.executionplane.journal.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.follow.Gaps;
import io.executionplane.journal.follow.JournalPosition;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two writers draw their places in one order and commit in another. */
@ParameterizedClass
@EnumSource
class OutOfOrderCommitTest extends StoreOfSinks {

  private final ScriptedSink sink = new ScriptedSink("elsewhere");
  private final History early = History.running("request-early");
  private final History late = History.running("request-late");

  @Test
  void deliversARowThatBecomesVisibleAfterLaterOnes() throws SQLException {
    try (var first = transaction()) {
      write(first, early);
      write(late);
      var feeder = feeder(sink);
      feedAll(feeder);
      assertThat(sink.taken()).containsExactlyElementsOf(late.events());

      first.commit();
      feedAll(feeder);

      assertThat(of(early, sink.taken())).containsExactlyElementsOf(early.events());
    }
  }

  @Test
  void looksIntoAGapForAsLongAsSomebodyMayFillIt() throws SQLException {
    try (var first = transaction()) {
      write(first, early);
      write(late);
      for (var restarts = 0; restarts < 20; restarts++) {
        feedAll(feeder(sink));
      }
      assertThat(position(sink.sinkId()).gaps().text()).isEqualTo("1-3");

      first.commit();
      feedAll(feeder(sink));

      assertThat(sink.taken()).hasSize(6);
      assertThat(position(sink.sinkId())).isEqualTo(new JournalPosition(6, Gaps.none()));
    }
  }

  @Test
  void forgetsAGapThatNobodyCanFill() throws SQLException {
    try (var first = transaction()) {
      write(first, early);
      write(late);
      feedAll(feeder(sink));
      first.rollback();
    }

    feedAll(feeder(sink));

    assertThat(position(sink.sinkId())).isEqualTo(new JournalPosition(6, Gaps.none()));
  }

  @Test
  void keepsTheOrderOfAnExecutionWhoseRowsFillAGap() throws SQLException {
    var longer = early.and(Payloads.completed());
    try (var first = transaction()) {
      write(first, early);
      write(late);
      feedAll(feeder(sink));
      first.commit();
    }
    Rows.write(store.dataSource(), longer.events().get(3));

    feedAll(feeder(sink));

    assertThat(of(early, sink.taken())).containsExactlyElementsOf(longer.events());
  }

  /** Between the two reads of a look an execution's first rows are committed, and a later one. */
  @Test
  void neverShowsAnEventWithoutThoseBeforeIt() throws SQLException {
    var longer = early.and(Payloads.completed());
    var table = new SinkTable(store.dataSource());
    try (var first = transaction()) {
      write(first, early);
      write(late);
      var look =
          SinkFeeders.look(table, () -> commit(first, longer.events().get(3)), SETTINGS)
              .from(new JournalPosition(6, Gaps.parse("1-3")));

      assertThat(look.taken()).containsExactlyElementsOf(early.events());
      assertThat(look.next().ordering()).isEqualTo(6);
    }
  }

  private boolean commit(Connection transaction, RecordedEvent next) {
    try {
      transaction.commit();
      Rows.write(store.dataSource(), next);
      return false;
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void losesNothingWhicheverWayWritersOverlap(long seed) throws SQLException {
    var random = new Random(seed);
    var committed = new ArrayList<History>();
    var open = new ArrayList<Open>();
    var feeder = feeder(sink);
    for (var i = 0; i < 120; i++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          if (open.size() < 3) {
            open.add(begin("request-" + i));
          }
        }
        case 2 -> end(open, random, committed);
        case 3 -> feeder.step();
        default -> feeder = feeder(sink);
      }
    }
    while (!open.isEmpty()) {
      end(open, random, committed);
    }

    feedAll(feeder);

    for (var history : committed) {
      assertThat(new LinkedHashSet<>(of(history, sink.taken())))
          .containsExactlyElementsOf(history.events());
    }
    assertThat(sink.taken()).hasSize(committed.size() * 3);
    assertThat(position(sink.sinkId()).gaps()).isEqualTo(Gaps.none());
  }

  // --- Steps

  private record Open(Connection transaction, History history) {}

  private Open begin(String requestId) throws SQLException {
    var transaction = transaction();
    var history = History.running(requestId);
    write(transaction, history);
    return new Open(transaction, history);
  }

  private static void end(List<Open> open, Random random, List<History> committed)
      throws SQLException {
    if (open.isEmpty()) {
      return;
    }
    var ending = open.remove(random.nextInt(open.size()));
    try (var transaction = ending.transaction()) {
      if (random.nextInt(4) == 0) {
        transaction.rollback();
      } else {
        transaction.commit();
        committed.add(ending.history());
      }
    }
  }

  private Connection transaction() throws SQLException {
    var connection = store.dataSource().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void write(Connection transaction, History history) throws SQLException {
    for (var event : history.events()) {
      Rows.write(transaction, event);
    }
  }
}
