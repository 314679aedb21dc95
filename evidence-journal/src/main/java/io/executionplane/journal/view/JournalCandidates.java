package io.executionplane.journal.view;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.read.FirstRow;
import io.executionplane.journal.read.JournalReader;
import java.util.Optional;

/** Everything there is, whatever the query, for when the view cannot be brought up to date. */
final class JournalCandidates implements Candidates {

  private final JournalReader reader;
  private final int stretch;

  JournalCandidates(JournalReader reader, int stretch) {
    this.reader = reader;
    this.stretch = stretch;
  }

  @Override
  public Stretch before(long place) {
    var rows = reader.firstRowsBefore(place, stretch);
    var candidates = rows.stream().flatMap(row -> candidate(row).stream()).toList();
    return rows.size() < stretch
        ? new Stretch(candidates, rows.size(), 0, true)
        : new Stretch(candidates, rows.size(), rows.get(stretch - 1).ordering(), false);
  }

  private static Optional<Candidate> candidate(FirstRow row) {
    return PersistenceIds.refOf(row.persistenceId())
        .map(ExecutionRef::text)
        .map(ref -> new Candidate(row.ordering(), ref));
  }
}
