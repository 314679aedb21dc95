package io.executionplane.node.input;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.wake.Topic;
import io.executionplane.journal.wake.Wakeups;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The inputs of the effects that run in this JVM. Safe for use by many threads. */
public final class OpenInputs {

  private final Map<Topic, Optional<InputGate>> open = new ConcurrentHashMap<>();
  private final Wakeups wakeups;

  /** None yet. */
  public OpenInputs(Wakeups wakeups) {
    this.wakeups = wakeups;
  }

  /** An effect takes input. */
  public void open(ExecutionRef ref, InputGate gate) {
    put(Topic.of(ref, gate.stream()), Optional.of(gate));
  }

  /** An effect takes input from whoever submitted it, and from nobody else. */
  public void take(ExecutionRef ref, StreamName stream) {
    put(Topic.of(ref, stream), Optional.empty());
  }

  private void put(Topic topic, Optional<InputGate> gate) {
    open.put(topic, gate);
    wakeups.ring(topic);
  }

  /** The effect takes no more. Idempotent. */
  public void close(ExecutionRef ref, StreamName stream) {
    open.remove(Topic.of(ref, stream));
  }

  Optional<InputGate> find(Topic topic) {
    return open.getOrDefault(topic, Optional.empty());
  }

  boolean isTaken(Topic topic) {
    return isThere(topic) && find(topic).isEmpty();
  }

  boolean isThere(Topic topic) {
    return open.containsKey(topic);
  }
}
