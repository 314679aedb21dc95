package io.executionplane.journal.verify;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.Iterator;
import java.util.List;

/**
 * The raw record of executions, as it is found: in a database, or in an exported directory.
 *
 * <p>Nothing that it gives is trusted. Iterators read page by page and hold nothing open between
 * pages.
 */
public interface EvidenceSource {

  /** The rows of an execution's events, by ascending sequence number. */
  Iterator<EventRow> events(ExecutionRef ref);

  /** The names under which chunks of an execution are stored, each once, as they are spelled. */
  List<String> streams(ExecutionRef ref);

  /** The rows of a stream's chunks, by ascending index. */
  Iterator<ChunkRow> chunks(ExecutionRef ref, String stream);
}
