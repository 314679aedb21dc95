package io.executionplane.node.simulation;

import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import org.apache.pekko.util.ByteString;

/** One thing that a script lets happen. */
sealed interface Beat {

  /** The lane would see this. */
  record Fact(String name, JsonObject data) implements Beat {}

  /** The effect would print this. */
  record Output(StreamName stream, ByteString bytes) implements Beat {}

  /** The effect would break here. Nothing follows. */
  record Fault(Failure failure) implements Beat {}

  /**
   * The effect would be over. Nothing follows.
   *
   * @param output the lane's result in its wire form
   */
  record End(boolean succeeded, JsonObject output) implements Beat {}
}
