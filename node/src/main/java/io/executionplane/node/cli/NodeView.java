package io.executionplane.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.execution.ExecutionRef;
import java.util.Optional;

/**
 * A node that commands speak to: that of a server, or one inside this JVM. Documents have the
 * shapes of the HTTP API.
 */
interface NodeView extends AutoCloseable {

  /**
   * The execution that somebody means by a ref or its beginning.
   *
   * @throws CliException if there is none, or more than one
   */
  ExecutionRef resolve(String text);

  /** Asks for an execution to be stopped. */
  JsonNode cancel(ExecutionRef ref, String by);

  /** What the node can do, and what was measured. */
  JsonNode node();

  JsonNode lanes();

  JsonNode targets();

  /** Measures a target now; empty if there is none of that name. */
  Optional<JsonNode> probe(String targetId);

  @Override
  void close();
}
