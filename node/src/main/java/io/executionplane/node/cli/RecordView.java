package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.view.ListQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What commands look back at: the record of a server, or that of a data directory. Documents have
 * the shapes of the HTTP API, wherever they come from.
 */
interface RecordView extends AutoCloseable {

  /** A page of executions. */
  JsonNode list(ListQuery query);

  /**
   * The execution that somebody means by a ref or its beginning.
   *
   * @throws CliException if there is none, or more than one
   */
  ExecutionRef resolve(String text);

  /** Where an execution stands, and how it ended. */
  JsonNode show(ExecutionRef ref);

  /** As {@link #show}, once it has ended. */
  JsonNode awaitEnd(ExecutionRef ref);

  /**
   * Its events, in order.
   *
   * @param follow whether to go on with what comes, up to the terminal one
   */
  void events(ExecutionRef ref, boolean follow, Consumer<JsonNode> each);

  /**
   * A stream of it.
   *
   * @param from offset of the first byte
   * @param follow whether to go on with what comes, until the stream ends
   */
  void output(ExecutionRef ref, StreamName stream, long from, boolean follow, OutputTaker taker)
      throws IOException;

  /** Takes a stream, in order. */
  interface OutputTaker {

    void bytes(byte[] bytes) throws IOException;

    /**
     * Bytes are not there.
     *
     * @param to offset after the last
     */
    void missing(long from, long to, String reason);
  }

  /** What recomputing its record has found, here and not by a server that is not trusted. */
  JsonNode verify(ExecutionRef ref);

  /** Proves that the log has its newest anchor. */
  byte[] proof(ExecutionRef ref);

  /** Writes all that a stranger needs to verify it into a new directory, and says what that is. */
  JsonNode export(ExecutionRef ref, Path directory, boolean commitmentsOnly);

  @Override
  void close();
}
