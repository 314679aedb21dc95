package io.executionplane.journal.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.follow.BatchBounds;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.journal.sample.StoredHistories;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, the view leads to what folding every execution would find. */
class SameAnswersTest extends StoredHistories {

  private static final int PAGES_MAX = 10_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void findsWhatFoldingEverythingFinds(long seed) throws SQLException {
    var journal = new RandomJournal(store.dataSource(), seed);
    var keeper = new ViewKeeper(store.dataSource(), store::isQuiet, new BatchBounds(7, 1 << 20));
    var list = new ExecutionList(store.dataSource(), keeper, new PageBounds(5, 30, 4));
    for (var i = 0; i < 40; i++) {
      for (var j = 0; j < 12; j++) {
        journal.grow();
      }
      var query = journal.query();
      assertThat(all(list, query)).as("%s", query).isEqualTo(folded(journal, query));
    }
  }

  private List<ExecutionRef> folded(RandomJournal journal, ListQuery query) {
    return journal.refs().stream()
        .flatMap(ref -> reader.find(ref).stream())
        .filter(query::wants)
        .sorted(Comparator.comparingLong(ExecutionView::ordering).reversed())
        .map(ExecutionView::ref)
        .toList();
  }

  private static List<ExecutionRef> all(ExecutionList list, ListQuery query) {
    var refs = new ArrayList<ExecutionRef>();
    var page = list.page(query);
    for (var pages = 1; pages < PAGES_MAX; pages++) {
      assertThat(page.executions()).hasSizeLessThanOrEqualTo(query.limit());
      page.executions().forEach(view -> refs.add(view.ref()));
      if (page.nextPageToken().isEmpty()) {
        return refs;
      }
      page = list.page(query.after(page.nextPageToken().orElseThrow()));
    }
    throw new AssertionError("the list does not end");
  }
}
