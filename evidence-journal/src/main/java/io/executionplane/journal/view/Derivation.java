package io.executionplane.journal.view;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.evidence.FlowPayload;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.UnreadableEventException;
import io.executionplane.journal.follow.JournalRow;
import io.executionplane.journal.read.JournalReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Works out what new rows of the journal change in the view.
 *
 * <p>What the view says of an execution is what folding its events says, never what an event claims
 * alone. An execution is folded when it begins, from the rows at hand, and again, from the journal,
 * when an event may have changed what can be asked for: most are folded once or twice.
 */
final class Derivation {

  private final JournalReader reader;

  Derivation(JournalReader reader) {
    this.reader = reader;
  }

  /**
   * What changes.
   *
   * @param rows of executions only; of each in order, and none without those before it
   */
  List<ViewEntry> of(List<JournalRow> rows) {
    var entries = new ArrayList<ViewEntry>();
    byExecution(rows).forEach((ref, its) -> entry(ref, its).ifPresent(entries::add));
    return entries;
  }

  private static Map<ExecutionRef, List<JournalRow>> byExecution(List<JournalRow> rows) {
    var executions = new LinkedHashMap<ExecutionRef, List<JournalRow>>();
    for (var row : rows) {
      row.ref()
          .ifPresent(ref -> executions.computeIfAbsent(ref, key -> new ArrayList<>()).add(row));
    }
    return executions;
  }

  private Optional<ViewEntry> entry(ExecutionRef ref, List<JournalRow> rows) {
    if (rows.get(0).stored().seq() == 1) {
      return reader
          .fold(ref, rows.stream().map(JournalRow::stored).toList())
          .map(view -> ViewEntry.of(view, true));
    }
    return rows.stream().anyMatch(Derivation::mayMatter)
        ? reader.find(ref).map(view -> ViewEntry.of(view, false))
        : Optional.empty();
  }

  private static boolean mayMatter(JournalRow row) {
    try {
      return mayMatter(row.stored().event().event().payload());
    } catch (UnreadableEventException changesNothing) {
      return false; // A fold ends before it.
    }
  }

  /** Events that come in numbers change nothing that can be asked for. */
  private static boolean mayMatter(EvidencePayload payload) {
    return !(payload instanceof LaneFactObserved
        || payload instanceof OutputRecorded
        || payload instanceof StreamClosed
        || payload instanceof FlowPayload);
  }
}
