package io.executionplane.journal.view;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.read.ExecutionView;
import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.view.Candidates.Candidate;
import java.util.ArrayList;
import java.util.Optional;

/** Makes a page of candidates: each is folded from its events, and only then known to be wanted. */
final class Listing {

  private final JournalReader reader;
  private final PageBounds bounds;

  Listing(JournalReader reader, PageBounds bounds) {
    this.reader = reader;
    this.bounds = bounds;
  }

  ExecutionPage page(ListQuery query, Candidates candidates) {
    var views = new ArrayList<ExecutionView>();
    var place = query.pageToken().map(PageToken::ordering).orElse(Long.MAX_VALUE);
    var folded = 0;
    var searched = 0;
    while (true) {
      var stretch = candidates.before(place);
      for (var candidate : stretch.candidates()) {
        if (views.size() == query.limit() || folded == bounds.folded()) {
          return new ExecutionPage(views, Optional.of(PageToken.of(place)));
        }
        view(candidate).filter(query::wants).ifPresent(views::add);
        place = candidate.ordering();
        folded++;
      }
      if (stretch.isLast()) {
        return new ExecutionPage(views, Optional.empty());
      }
      place = stretch.reached();
      searched += stretch.searched();
      if (views.size() == query.limit() || searched >= bounds.searched()) {
        return new ExecutionPage(views, Optional.of(PageToken.of(place)));
      }
    }
  }

  /** Only in its place: what the view says twice, or elsewhere than the journal, is not shown. */
  private Optional<ExecutionView> view(Candidate candidate) {
    return Optional.of(candidate.ref())
        .filter(ExecutionRef::isRef)
        .flatMap(ref -> reader.find(new ExecutionRef(ref)))
        .filter(view -> view.ordering() == candidate.ordering());
  }
}
