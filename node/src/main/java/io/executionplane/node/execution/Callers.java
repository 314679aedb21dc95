package io.executionplane.node.execution;

import io.executionplane.contracts.execution.ExecutionResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Everybody who waits for the end of an execution. Bounded. */
final class Callers {

  /** Callers beyond these are not remembered: they have to ask again. */
  private static final int WAITING_MAX = 1024;

  private final List<ActorRef<ExecutionResult>> waiting = new ArrayList<>();

  void add(ActorRef<ExecutionResult> caller) {
    if (waiting.size() < WAITING_MAX) {
      waiting.add(caller);
    }
  }

  void tell(ExecutionResult result) {
    waiting.forEach(caller -> caller.tell(result));
    waiting.clear();
  }
}
