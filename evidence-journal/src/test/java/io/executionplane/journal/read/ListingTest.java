package io.executionplane.journal.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.chain.EvidenceSerializer;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
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

    var page = reader.list(ListQuery.newest(10));

    assertThat(refs(page)).containsExactlyElementsOf(reversed(histories));
    assertThat(page.nextPageToken()).isEmpty();
  }

  @Test
  void goesOnWhereAPageEnded() throws SQLException {
    var histories = write(5);

    var first = reader.list(ListQuery.newest(2));
    var second = reader.list(ListQuery.newest(2).after(first.nextPageToken().orElseThrow()));
    var third = reader.list(ListQuery.newest(2).after(second.nextPageToken().orElseThrow()));

    var all = new ArrayList<>(refs(first));
    all.addAll(refs(second));
    all.addAll(refs(third));
    assertThat(all).containsExactlyElementsOf(reversed(histories));
    assertThat(third.nextPageToken()).isEmpty();
  }

  @Test
  void givesNoTokenWhenAPageEndsWithTheList() throws SQLException {
    write(2);

    assertThat(reader.list(ListQuery.newest(2)).nextPageToken()).isEmpty();
  }

  @Test
  void showsWhatCameLaterOnNoLaterPage() throws SQLException {
    var histories = write(2);
    var first = reader.list(ListQuery.newest(1));
    write(History.running("later"));

    var second = reader.list(ListQuery.newest(5).after(first.nextPageToken().orElseThrow()));

    assertThat(refs(second)).containsExactly(histories.get(0).ref());
  }

  @Test
  void leavesOutWhatIsNoExecution() throws SQLException {
    var histories = write(1);
    Rows.write(store.dataSource(), "/sharding/shard-1", 1, 0, 13, NO_EVENT);
    Rows.write(store.dataSource(), "execution|not-a-ref", 1, 0, 13, NO_EVENT);

    assertThat(refs(reader.list(ListQuery.newest(5)))).containsExactly(histories.get(0).ref());
    assertThat(reader.openExecutions()).containsExactly(histories.get(0).ref());
  }

  @Test
  void listsADamagedExecutionWithItsDefect() throws SQLException {
    var ref = History.of("request-1").ref();
    writeBytes(ref, 1, EvidenceSerializer.IDENTIFIER, NO_EVENT);

    var view = reader.list(ListQuery.newest(5)).executions().get(0);

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
    var page = reader.list(ListQuery.newest(5).withStatuses(wanted));

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

    assertThat(refs(reader.list(between(Optional.of(later), Optional.empty()))))
        .containsExactly(one.ref());
    assertThat(refs(reader.list(between(Optional.empty(), Optional.of(later)))))
        .containsExactly(noon.ref());
    assertThat(refs(reader.list(between(Optional.of(Payloads.NOON), Optional.of(later)))))
        .containsExactly(noon.ref());
  }

  @Test
  void leavesOutWhatIsALittleTooOld() throws SQLException {
    var justBefore = Payloads.NOON.minusMillis(1);
    write(History.of("before").from(justBefore).and(Payloads.rejected()));
    var noon = History.of("noon").and(Payloads.rejected());
    write(noon);

    var page = reader.list(between(Optional.of(Payloads.NOON), Optional.empty()));

    assertThat(refs(page)).containsExactly(noon.ref());
  }

  @Test
  void endsTheListWhereEverythingIsTooOld() throws SQLException {
    var later = Payloads.NOON.plus(Duration.ofHours(1));
    write(History.of("old").and(Payloads.rejected()));
    for (var i = 0; i < 5; i++) {
      write(History.of("new-" + i).from(later).and(Payloads.rejected()));
    }

    var page = reader.list(between(Optional.of(later), Optional.empty()));

    assertThat(page.executions()).hasSize(5);
    assertThat(page.nextPageToken()).isEmpty();
  }

  @Test
  void looksAtABoundedNumberForOnePage() throws SQLException {
    var histories = write(5);
    var listing = new Listing(new JournalTable(store.dataSource()), reader::find, 3);
    var lost = ListQuery.newest(5).withStatuses(Set.of(ExecutionStatus.LOST));

    var page = listing.page(lost);

    var token = page.nextPageToken().orElseThrow();
    assertThat(page.executions()).isEmpty();
    assertThat(refs(reader.list(ListQuery.newest(5).after(token))))
        .containsExactly(histories.get(1).ref(), histories.get(0).ref());
  }

  @Test
  void refusesATokenThatNoPageGave() {
    for (var token : List.of("", "!", "djE6", "djI6MTI", "MTI")) {
      assertThatThrownBy(() -> reader.list(ListQuery.newest(1).after(token)))
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

  private ExecutionPage narrowed(
      Optional<String> lane, Optional<String> target, String tenant, Map<String, String> labels) {
    return reader.list(
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
