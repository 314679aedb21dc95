package io.executionplane.testkit.lane;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import java.util.Map;
import org.apache.pekko.util.ByteString;

/**
 * An order that makes a lane get into some situation.
 *
 * @param operation one of the lane's operations
 * @param payload its payload in wire form
 * @param puts every byte that the effect puts out, by stream, as far as that is known beforehand
 */
public record Situation(String operation, JsonObject payload, Map<StreamName, ByteString> puts) {

  public Situation {
    puts = Map.copyOf(puts);
  }

  /** A situation in which nothing is known to be put out. */
  public static Situation silent(String operation, JsonObject payload) {
    return new Situation(operation, payload, Map.of());
  }
}
