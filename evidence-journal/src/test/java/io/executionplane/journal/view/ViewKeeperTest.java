package io.executionplane.journal.view;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.follow.BatchBounds;
import io.executionplane.journal.follow.JournalLook;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.journal.read.ProgressListener;
import io.executionplane.journal.sample.FailingDatabase;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.StoredHistories;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the view came to be what it is, it is what the journal says. */
class ViewKeeperTest extends StoredHistories {

  private static final BatchBounds SMALL = new BatchBounds(4, 1 << 20);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void makesTheSameViewStepByStepAndAnew(long seed) throws SQLException {
    var random = new Random(seed);
    var journal = new RandomJournal(store.dataSource(), seed);
    for (var i = 0; i < 300; i++) {
      journal.grow();
      if (random.nextInt(6) == 0) {
        keeper().step(); // Another one each time, as after a crash.
      }
    }
    keeper().catchUp(ProgressListener.none());
    // Labels of what was erased since are still known; they lead to nothing.
    execute("delete from execution_label");
    var grown = ViewRows.of(store.dataSource());

    keeper().rebuild(ProgressListener.none());

    execute("delete from execution_label");
    assertThat(ViewRows.of(store.dataSource())).isEqualTo(grown).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnAfterAnyStepOfItsWorkFailed(boolean afterwards) throws SQLException {
    var journal = new RandomJournal(store.dataSource(), 4);
    for (var i = 0; i < 25; i++) {
      journal.grow();
    }
    keeper().catchUp(ProgressListener.none());
    var whole = ViewRows.of(store.dataSource());

    var failed = true;
    for (var step = 1; failed; step++) {
      keeper().rebuild(ProgressListener.none());
      execute("delete from execution_view where ordering > 5");
      execute("update execution_view_position set ordering = 5, gaps = ''");
      var failing = new FailingDatabase(store.dataSource(), step, afterwards);
      var broken = keeper(failing.dataSource(), store::isQuiet);

      failed = failsToCatchUp(broken, failing);
      keeper().catchUp(ProgressListener.none());

      assertThat(ViewRows.of(store.dataSource())).as("step %d", step).isEqualTo(whole);
    }
  }

  private static boolean failsToCatchUp(ViewKeeper broken, FailingDatabase failing) {
    try {
      broken.catchUp(ProgressListener.none());
    } catch (ViewUnusableException told) {
      assertThat(failing.hasFailed()).isTrue();
    }
    return failing.hasFailed();
  }

  @Test
  void neverTakesAnExecutionAwayWhileItIsReplaced() throws SQLException {
    var history = History.running("request-1");
    write(history);
    keeper().catchUp(ProgressListener.none());
    Rows.write(store.dataSource(), history.next(Payloads.completed()));
    var search = new ViewSearch(store.dataSource());
    var everything = new Places(0, Long.MAX_VALUE);
    var watched = new FailingDatabase(store.dataSource(), Integer.MAX_VALUE, false);
    var seen = new ArrayList<Integer>();
    watched.watchedBy(() -> seen.add(search.newest(everything, 9).size()));

    keeper(watched.dataSource(), store::isQuiet).catchUp(ProgressListener.none());

    assertThat(seen).isNotEmpty().containsOnly(1);
    assertThat(listed(with(ExecutionStatus.SUCCEEDED))).containsExactly(history.ref());
  }

  @Test
  void clearsWhatARebuildThatWasInterruptedLeft() throws SQLException {
    write(3);
    keeper().catchUp(ProgressListener.none());
    var whole = ViewRows.of(store.dataSource());
    execute(
        "insert into execution_view (ordering, execution_ref, status) values (999, 'ex_', 'lost')");
    new ViewTable(store.dataSource()).forget();

    keeper().step();

    keeper().catchUp(ProgressListener.none());
    assertThat(ViewRows.of(store.dataSource())).isEqualTo(whole);
  }

  @Test
  void tellsHowMuchOfTheJournalIsDone() throws SQLException {
    write(10);
    var told = new ArrayList<String>();

    keeper().catchUp((done, total) -> told.add(done + " of " + total));

    assertThat(told).startsWith("4 of 30", "8 of 30").hasSizeBetween(6, 8);
  }

  @Test
  void tellsNothingWhereThereIsLittleToDo() throws SQLException {
    write(1);
    var told = new ArrayList<Long>();

    keeper().catchUp((done, total) -> told.add(done));

    assertThat(told).isEmpty();
  }

  // --- Rows that become visible out of order

  @Test
  void listsWhatBecameVisibleAfterLaterRows() throws SQLException {
    var early = History.running("request-early");
    var late = History.running("request-late").and(Payloads.completed());
    try (var first = store.dataSource().getConnection()) {
      first.setAutoCommit(false);
      for (var event : early.events()) {
        Rows.write(first, event);
      }
      write(late);
      assertThat(listed(ListQuery.newest(9))).containsExactly(late.ref());

      first.commit();
      first.setAutoCommit(true);
    }

    assertThat(listed(ListQuery.newest(9))).containsExactly(late.ref(), early.ref());
    assertThat(listed(with(ExecutionStatus.RUNNING))).containsExactly(early.ref());
  }

  @Test
  void listsByTimeWhatWasSeenLateAndIsDatedAfterWhatFollowsIt() throws SQLException {
    var early = History.of("early").from(Payloads.NOON.plusSeconds(600)).and(Payloads.rejected());
    var late = History.of("late").and(Payloads.rejected());
    try (var first = store.dataSource().getConnection()) {
      first.setAutoCommit(false);
      Rows.write(first, early.events().get(0));
      write(late);
      assertThat(listed(ListQuery.newest(9))).containsExactly(late.ref());
      first.commit();
      first.setAutoCommit(true);
    }

    var query = ListQuery.newest(9).admittedFrom(Payloads.NOON.plusSeconds(600));

    assertThat(listed(query)).containsExactly(early.ref());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void missesNothingWhicheverWayWritersOverlap(long seed) throws SQLException {
    var random = new Random(seed);
    var open = new ArrayList<Overlapping>();
    var committed = new ArrayList<ExecutionRef>();
    for (var i = 0; i < 60; i++) {
      if (open.size() < 3 && random.nextBoolean()) {
        open.add(begin("request-" + i));
      } else if (!open.isEmpty()) {
        end(open.remove(random.nextInt(open.size())), random.nextInt(4) > 0, committed);
      }
      assertThat(listed(with(ExecutionStatus.RUNNING)))
          .containsExactlyInAnyOrderElementsOf(committed);
    }
    for (var each : open) {
      end(each, false, committed);
    }
  }

  private record Overlapping(Connection transaction, History history) {}

  private Overlapping begin(String requestId) throws SQLException {
    var transaction = store.dataSource().getConnection();
    transaction.setAutoCommit(false);
    var history = History.running(requestId);
    for (var event : history.events()) {
      Rows.write(transaction, event);
    }
    return new Overlapping(transaction, history);
  }

  private static void end(Overlapping ending, boolean commit, List<ExecutionRef> committed)
      throws SQLException {
    try (var transaction = ending.transaction()) {
      if (commit) {
        transaction.commit();
        committed.add(ending.history().ref());
      } else {
        transaction.rollback();
      }
      transaction.setAutoCommit(true);
    }
  }

  /** With more gaps than can be remembered, and nobody who knows whether they can be filled. */
  @Test
  void listsFromTheJournalWhereTheViewCannotBeBroughtUpToDate() throws SQLException {
    execute("alter table event_journal alter column ordering restart with 10000");
    var before = History.running("before");
    write(before);
    keeper().catchUp(ProgressListener.none());
    var gaps = IntStream.range(0, JournalLook.GAPS_MAX).mapToObj(i -> "" + (2 * i + 1));
    execute("update execution_view_position set gaps = '" + gaps.collect(joining(",")) + "'");
    end(begin("never"), false, new ArrayList<>());
    var after = History.running("after");
    write(after);

    var list = new ExecutionList(store.dataSource(), keeper(store.dataSource(), () -> false));

    assertThat(refs(list.page(with(ExecutionStatus.RUNNING))))
        .containsExactly(after.ref(), before.ref());
  }

  // --- A view that somebody changed

  @Test
  void showsNothingThatOnlyTheViewSays() throws SQLException {
    var running = History.running("running");
    var failed = History.running("failed").and(Payloads.failed());
    write(running, failed);
    keeper().catchUp(ProgressListener.none());
    execute("update execution_view set status = 'lost', tenant_id = 'acme', ended_at = 1");
    execute(
        "insert into execution_view (ordering, execution_ref, status) values (500,"
            + " 'ex_aaaaaaaaaaaaaaaaaaaaaaaaaa', 'failed'), (501, 'no ref', 'failed'), (502, '"
            + failed.ref()
            + "', 'failed')");

    assertThat(listed(with(ExecutionStatus.LOST))).isEmpty();
    assertThat(listed(with(ExecutionStatus.FAILED))).isEmpty();
    assertThat(listed(ListQuery.newest(9))).containsExactly(failed.ref(), running.ref());
    assertThat(store.executions().page(ListQuery.newest(9)).executions())
        .extracting(view -> view.status().orElseThrow())
        .containsExactly(ExecutionStatus.FAILED, ExecutionStatus.RUNNING);

    store.view().rebuild(ProgressListener.none());

    assertThat(listed(with(ExecutionStatus.FAILED))).containsExactly(failed.ref());
  }

  @Test
  void showsNoLabelsOfWhatWasErased() throws SQLException {
    var history = History.running("request-1");
    Rows.writeRequest(store.dataSource(), history.ref(), request(Map.of("team", "a"), "{}"), 4096);
    write(history);
    assertThat(listed(ListQuery.newest(9).withLabels(Map.of("team", "a"))))
        .containsExactly(history.ref());

    execute("update output_chunk set bytes = null, salt = null");

    assertThat(listed(ListQuery.newest(9).withLabels(Map.of("team", "a")))).isEmpty();
    assertThat(listed(ListQuery.newest(9))).containsExactly(history.ref());

    store.view().forgetLabels(history.ref());

    assertThat(ViewRows.of(store.dataSource())).hasSize(1);
  }

  @Test
  void saysThatTheViewCannotBeUsed() throws SQLException {
    write(1);
    execute("drop table execution_label");

    assertThatExceptionOfType(ViewUnusableException.class)
        .isThrownBy(() -> listed(ListQuery.newest(9)))
        .withMessageStartingWith("The execution view cannot be used: database error ");
  }

  // --- Steps

  private ViewKeeper keeper() {
    return keeper(store.dataSource(), store::isQuiet);
  }

  private static ViewKeeper keeper(DataSource database, BooleanSupplier quiet) {
    return new ViewKeeper(database, quiet, SMALL);
  }

  private static ListQuery with(ExecutionStatus status) {
    return ListQuery.newest(999).withStatuses(Set.of(status));
  }

  private List<ExecutionRef> listed(ListQuery query) {
    return refs(store.executions().page(query));
  }

  private static List<ExecutionRef> refs(ExecutionPage page) {
    return page.executions().stream().map(ExecutionView::ref).toList();
  }

  private void execute(String sql) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
