package io.executionplane.journal.read;

import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.UnreadableEventException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Finds what is over. An execution whose last event cannot be read is not known to be, and is left
 * out.
 */
public final class EndedExecutions {

  private final JournalTable table;

  public EndedExecutions(DataSource dataSource) {
    this.table = new JournalTable(dataSource);
  }

  /** An execution, if it is over. */
  public Optional<EndedExecution> find(ExecutionRef ref) {
    return table.lastRow(ref).flatMap(last -> ended(ref, last));
  }

  private static Optional<EndedExecution> ended(ExecutionRef ref, StoredRow last) {
    try {
      var event = last.event();
      return event.event().payload() instanceof Terminal
          ? Optional.of(new EndedExecution(ref, event))
          : Optional.empty();
    } catch (UnreadableEventException notKnownToHaveEnded) {
      return Optional.empty();
    }
  }

  /**
   * Some of them, by the place at which they began.
   *
   * @param next where the next page begins
   * @param isLast whether there is none
   */
  public record Page(List<EndedExecution> executions, long next, boolean isLast) {

    public Page {
      executions = List.copyOf(executions);
    }
  }

  /**
   * A page of them, oldest first.
   *
   * @param from the place where to begin: 0, or {@link Page#next} of the page before
   * @param begunBefore ends with the first that was begun later, by the node's clock
   * @param most executions that are looked at
   */
  public Page page(long from, Instant begunBefore, int most) {
    var begun = table.firstRowsFrom(from, most);
    var old =
        begun.stream().takeWhile(row -> row.writtenMillis() < begunBefore.toEpochMilli()).toList();
    var executions =
        old.stream()
            .flatMap(row -> PersistenceIds.refOf(row.persistenceId()).stream())
            .flatMap(ref -> find(ref).stream())
            .toList();
    var next = old.isEmpty() ? from : old.get(old.size() - 1).ordering() + 1;
    return new Page(executions, next, old.size() < most);
  }
}
