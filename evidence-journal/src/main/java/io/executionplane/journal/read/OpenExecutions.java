package io.executionplane.journal.read;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.UnreadableEventException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Finds what was begun and has not ended.
 *
 * <p>Looking at the last event of every execution ever would make each start slower than the one
 * before. What has ended has ended for ever, so a mark in the database says from where on open ones
 * can be.
 */
public final class OpenExecutions {

  /** Name of the mark: everything that began before it has ended. */
  private static final String MARK = "open-executions";

  private static final int PAGE = 512;

  private final JournalTable table;
  private final JournalMark mark;

  public OpenExecutions(DataSource dataSource) {
    this.table = new JournalTable(dataSource);
    this.mark = new JournalMark(dataSource, MARK);
  }

  /**
   * Executions that have events and no terminal one, oldest first.
   *
   * <p>One whose last row cannot be read is among them: it is not known to have ended.
   */
  public List<ExecutionRef> find() {
    return search().refs();
  }

  /**
   * As {@link #find}, and moves the mark to the oldest of them. Only for the process that owns the
   * store, before it writes: an event under way elsewhere may take a place before the mark.
   */
  public List<ExecutionRef> findAndSettle() {
    var found = search();
    if (found.settledTo() > found.settledFrom()) {
      mark.moveTo(found.settledTo());
    }
    return found.refs();
  }

  private Found search() {
    var settled = mark.place();
    var open = new ArrayList<FirstRow>();
    var next = settled;
    for (var page = page(next); !page.isEmpty(); page = page(next)) {
      page.stream().filter(this::isOpen).forEach(open::add);
      next = page.get(page.size() - 1).ordering() + 1;
    }
    return new Found(
        open.stream().flatMap(row -> PersistenceIds.refOf(row.persistenceId()).stream()).toList(),
        settled,
        open.isEmpty() ? next : open.get(0).ordering());
  }

  private List<FirstRow> page(long from) {
    return table.firstRowsFrom(from, PAGE);
  }

  private boolean isOpen(FirstRow first) {
    return PersistenceIds.refOf(first.persistenceId())
        .flatMap(table::lastRow)
        .map(last -> !isTerminal(last))
        .orElse(false);
  }

  private static boolean isTerminal(StoredRow last) {
    try {
      return last.event().event().payload() instanceof EvidencePayload.Terminal;
    } catch (UnreadableEventException notKnownToHaveEnded) {
      return false;
    }
  }

  private record Found(List<ExecutionRef> refs, long settledFrom, long settledTo) {}
}
