package io.executionplane.journal.read;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Reads the record with plain queries: no actor, nothing running, nothing changed.
 *
 * <p>Safe for use by many threads. Every method throws {@link JournalReadException} when the
 * database does not answer.
 */
public final class JournalReader {

  /** At 16 KiB an event, 4 MiB of memory at worst. */
  private static final int PAGE = 256;

  private final DataSource dataSource;
  private final JournalTable table;

  public JournalReader(DataSource dataSource) {
    this.dataSource = dataSource;
    this.table = new JournalTable(dataSource);
  }

  /** All rows of an execution in order; none if it is not known. */
  public List<StoredRow> rows(ExecutionRef ref) {
    return rows(ref, 1).toList();
  }

  /**
   * The rows of an execution in order, from a sequence number on, read as they are consumed. Holds
   * a page of rows and, between pages, no connection; needs no closing.
   */
  public Stream<StoredRow> rows(ExecutionRef ref, long fromSeq) {
    return Stream.iterate(
            table.rows(ref, fromSeq, PAGE),
            page -> !page.isEmpty(),
            page -> page.size() < PAGE ? List.of() : table.rows(ref, seqAfter(page), PAGE))
        .flatMap(List::stream);
  }

  private static long seqAfter(List<StoredRow> page) {
    return page.get(page.size() - 1).seq() + 1;
  }

  /** The sequence number of the last row of an execution; 0 if it is not known. */
  public long lastSeq(ExecutionRef ref) {
    return table.lastSeq(ref);
  }

  /** One execution; empty if nothing of it is recorded. */
  public Optional<ExecutionView> find(ExecutionRef ref) {
    return ViewFold.of(ref, rows(ref, 1), new RequestLabels(table));
  }

  /** As {@link #find}, if an execution had no rows but these, which are its first in order. */
  public Optional<ExecutionView> fold(ExecutionRef ref, List<StoredRow> rows) {
    return ViewFold.of(ref, rows.stream(), new RequestLabels(table));
  }

  /** Where the records of anything begin before a place, newest first. */
  public List<FirstRow> firstRowsBefore(long ordering, int limit) {
    return table.firstRowsBefore(ordering, limit);
  }

  /**
   * Executions that have events and no terminal one, oldest first. One whose last row cannot be
   * read is among them.
   */
  public List<ExecutionRef> openExecutions() {
    return new OpenExecutions(dataSource).find();
  }

  /**
   * The execution that somebody means by a ref, or by its beginning: at least 6 characters after
   * {@code ex_}, which may be left out.
   */
  public Resolution resolve(String text) {
    return RefPrefix.resolve(table, text);
  }
}
