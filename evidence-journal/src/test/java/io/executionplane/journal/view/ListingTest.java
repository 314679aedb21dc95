package io.executionplane.journal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.StoredHistories;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListingTest extends StoredHistories {

  @Test
  void listsTheNewestFirst() throws SQLException {
    var histories = write(5);

    var page = store.executions().page(ListQuery.newest(10));

    assertThat(refs(page)).containsExactlyElementsOf(reversed(histories));
    assertThat(page.nextPageToken()).isEmpty();
  }

  @Test
  void goesOnWhereAPageEnded() throws SQLException {
    var histories = write(5);

    var first = store.executions().page(ListQuery.newest(2));
    var second =
        store.executions().page(ListQuery.newest(2).after(first.nextPageToken().orElseThrow()));
    var third =
        store.executions().page(ListQuery.newest(2).after(second.nextPageToken().orElseThrow()));

    var all = new ArrayList<>(refs(first));
    all.addAll(refs(second));
    all.addAll(refs(third));
    assertThat(all).containsExactlyElementsOf(reversed(histories));
    assertThat(third.nextPageToken()).isEmpty();
  }

  @Test
  void givesNoTokenWhenAPageEndsWithTheList() throws SQLException {
    write(2);

    assertThat(store.executions().page(ListQuery.newest(2)).nextPageToken()).isEmpty();
  }

  @Test
  void showsWhatCameLaterOnNoLaterPage() throws SQLException {
    var histories = write(2);
    var first = store.executions().page(ListQuery.newest(1));
    write(History.running("later"));

    var second =
        store.executions().page(ListQuery.newest(5).after(first.nextPageToken().orElseThrow()));

    assertThat(refs(second)).containsExactly(histories.get(0).ref());
  }

  @Test
  void leavesOutWhatIsNoExecution() throws SQLException {
    var histories = write(1);
    Rows.write(store.dataSource(), "/sharding/shard-1", 1, 0, 13, NO_EVENT);
    Rows.write(store.dataSource(), "execution|not-a-ref", 1, 0, 13, NO_EVENT);

    assertThat(refs(store.executions().page(ListQuery.newest(5))))
        .containsExactly(histories.get(0).ref());
    assertThat(reader.openExecutions()).containsExactly(histories.get(0).ref());
  }

  @Test
  void listsADamagedExecutionWithItsDefect() throws SQLException {
    var ref = History.of("request-1").ref();
    writeBytes(ref, 1, EvidenceSerializer.IDENTIFIER, NO_EVENT);

    var view = store.executions().page(ListQuery.newest(5)).executions().get(0);

    assertThat(view.ref()).isEqualTo(ref);
    assertThat(view.status()).isEmpty();
    assertThat(view.defect()).isPresent();
  }

  @Test
  void narrowsByStatus() throws SQLException {
    var rejected = History.of("request-1").and(Payloads.rejected());
    var completed = History.running("request-2").and(Payloads.completed());
    write(rejected, completed, History.running("request-3"));

    var wanted = Set.of(ExecutionStatus.REJECTED, ExecutionStatus.SUCCEEDED);
    var page = store.executions().page(ListQuery.newest(5).withStatuses(wanted));

    assertThat(refs(page)).containsExactly(completed.ref(), rejected.ref());
  }

  @Test
  void narrowsByLaneTargetTenantAndLabel() throws SQLException {
    var http = History.of("request-1").on("http").and(Payloads.rejected());
    var process = History.running("request-2");
    write(http, process);
    Rows.writeRequest(store.dataSource(), process.ref(), request(Map.of("team", "a"), "{}"), 4096);

    assertThat(refs(narrowed(Optional.of("http"), Optional.empty(), "default", Map.of())))
        .containsExactly(http.ref());
    assertThat(refs(narrowed(Optional.empty(), Optional.of("local"), "default", Map.of())))
        .containsExactly(process.ref());
    assertThat(refs(narrowed(Optional.empty(), Optional.empty(), "other", Map.of()))).isEmpty();
    assertThat(refs(narrowed(Optional.empty(), Optional.empty(), "default", Map.of("team", "a"))))
        .containsExactly(process.ref());
    assertThat(refs(narrowed(Optional.empty(), Optional.empty(), "default", Map.of("team", "b"))))
        .isEmpty();
  }

  @Test
  void narrowsByTime() throws SQLException {
    var noon = History.of("noon").and(Payloads.rejected());
    var later = Payloads.NOON.plus(Duration.ofHours(1));
    var one = History.of("one").from(later).and(Payloads.rejected());
    write(noon, one);

    assertThat(refs(store.executions().page(between(Optional.of(later), Optional.empty()))))
        .containsExactly(one.ref());
    assertThat(refs(store.executions().page(between(Optional.empty(), Optional.of(later)))))
        .containsExactly(noon.ref());
    assertThat(
            refs(store.executions().page(between(Optional.of(Payloads.NOON), Optional.of(later)))))
        .containsExactly(noon.ref());
  }

  @Test
  void leavesOutWhatIsALittleTooOld() throws SQLException {
    var justBefore = Payloads.NOON.minusMillis(1);
    write(History.of("before").from(justBefore).and(Payloads.rejected()));
    var noon = History.of("noon").and(Payloads.rejected());
    write(noon);

    var page = store.executions().page(between(Optional.of(Payloads.NOON), Optional.empty()));

    assertThat(refs(page)).containsExactly(noon.ref());
  }

  @Test
  void endsTheListWhereEverythingIsTooOld() throws SQLException {
    var later = Payloads.NOON.plus(Duration.ofHours(1));
    write(History.of("old").and(Payloads.rejected()));
    for (var i = 0; i < 5; i++) {
      write(History.of("new-" + i).from(later).and(Payloads.rejected()));
    }

    var page = store.executions().page(between(Optional.of(later), Optional.empty()));

    assertThat(page.executions()).hasSize(5);
    assertThat(page.nextPageToken()).isEmpty();
  }

  @Test
  void readsABoundedNumberOfExecutionsForOnePage() throws SQLException {
    var histories = write(5);
    store.view().step();
    execute("update execution_view set status = 'lost'");
    var lost = ListQuery.newest(5).withStatuses(Set.of(ExecutionStatus.LOST));

    var page = list(new PageBounds(3, 1000, 2)).page(lost);

    assertThat(page.executions()).isEmpty();
    assertThat(refs(rest(page))).containsExactly(histories.get(1).ref(), histories.get(0).ref());
  }

  @Test
  void searchesABoundedNumberOfRowsForOnePage() throws SQLException {
    var older = List.of(rejectedOnHttp("request-1"), History.running("request-2"));
    var newer = List.of(rejectedOnHttp("request-3"), History.running("request-4"));
    for (var histories : List.of(older, newer)) {
      write(histories.get(0), histories.get(1));
    }
    var runningOnHttp =
        ListQuery.newest(5).withLane("http").withStatuses(Set.of(ExecutionStatus.RUNNING));

    var page = list(new PageBounds(1000, 1, 1)).page(runningOnHttp);

    assertThat(page.executions()).isEmpty();
    assertThat(refs(rest(page))).containsExactlyElementsOf(reversed(older));
  }

  @Test
  void refusesATokenThatNoPageGave() {
    for (var token : List.of("", "!", "djE6", "djI6MTI", "MTI")) {
      assertThatThrownBy(() -> store.executions().page(ListQuery.newest(1).after(token)))
          .as(token)
          .isInstanceOf(InvalidPageTokenException.class);
    }
  }

  @Test
  void refusesALimitThatIsNoLimit() {
    assertThatThrownBy(() -> ListQuery.newest(0)).hasMessage("limit must be 1 to 1000");
    assertThatThrownBy(() -> ListQuery.newest(1001)).hasMessage("limit must be 1 to 1000");
  }

  // --- Steps

  private ExecutionList list(PageBounds bounds) {
    return new ExecutionList(store.dataSource(), store.view(), bounds);
  }

  /** Everything that comes after a page. */
  private ExecutionPage rest(ExecutionPage page) {
    return store
        .executions()
        .page(ListQuery.newest(ListQuery.LIMIT_MAX).after(page.nextPageToken().orElseThrow()));
  }

  private static History rejectedOnHttp(String requestId) {
    return History.of(requestId).on("http").and(Payloads.rejected());
  }

  private void execute(String sql) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private ExecutionPage narrowed(
      Optional<String> lane, Optional<String> target, String tenant, Map<String, String> labels) {
    return store
        .executions()
        .page(
            new ListQuery(
                5,
                Set.of(),
                lane,
                target,
                Optional.of(tenant),
                labels,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  private static ListQuery between(Optional<Instant> since, Optional<Instant> until) {
    return new ListQuery(
        5,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        since,
        until,
        Optional.empty());
  }

  private static List<ExecutionRef> refs(ExecutionPage page) {
    return page.executions().stream().map(ExecutionView::ref).toList();
  }

  private static List<ExecutionRef> reversed(List<History> histories) {
    var refs = new ArrayList<ExecutionRef>();
    histories.forEach(history -> refs.add(0, history.ref()));
    return refs;
  }
}
