package io.executionplane.journal.read;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.PersistenceIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Walks the journal backwards, from first event to first event. */
final class Listing {

  /** Most executions that are looked at for one page, so that a page costs a bounded time. */
  static final int EXAMINED_MAX = 2000;

  private static final int BATCH = 128;

  /** How far the clocks that date the rows may disagree with the order of the rows. */
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);

  private final JournalTable table;
  private final Function<ExecutionRef, Optional<ExecutionView>> find;
  private final int examinedMax;

  Listing(
      JournalTable table, Function<ExecutionRef, Optional<ExecutionView>> find, int examinedMax) {
    this.table = table;
    this.find = find;
    this.examinedMax = examinedMax;
  }

  ExecutionPage page(ListQuery query) {
    var views = new ArrayList<ExecutionView>();
    var place = query.pageToken().map(PageToken::ordering).orElse(Long.MAX_VALUE);
    var examined = 0;
    for (var batch = batch(place); !batch.isEmpty(); batch = batch(place)) {
      for (var first : batch) {
        if (isTooOld(first, query)) {
          return new ExecutionPage(views, Optional.empty());
        }
        if (views.size() == query.limit() || examined == examinedMax) {
          return new ExecutionPage(views, Optional.of(PageToken.of(place)));
        }
        view(first).filter(query::wants).ifPresent(views::add);
        place = first.ordering();
        examined++;
      }
    }
    return new ExecutionPage(views, Optional.empty());
  }

  private List<FirstRow> batch(long before) {
    return table.firstRowsBefore(before, BATCH);
  }

  private Optional<ExecutionView> view(FirstRow first) {
    return PersistenceIds.refOf(first.persistenceId()).flatMap(find);
  }

  private static boolean isTooOld(FirstRow first, ListQuery query) {
    return query
        .since()
        .map(since -> first.writtenMillis() < since.minus(CLOCK_SLACK).toEpochMilli())
        .orElse(false);
  }
}
