package io.executionplane.node.execution;

import io.executionplane.node.execution.Execution.Awake;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Whether an execution knows what has become of it since the node last ran, and who asks. */
final class Awakening {

  private final List<ActorRef<Awake>> waiting = new ArrayList<>();
  private boolean isAwake;

  void ask(ActorRef<Awake> caller) {
    if (isAwake) {
      caller.tell(new Awake());
    } else {
      waiting.add(caller);
    }
  }

  void awake() {
    isAwake = true;
    waiting.forEach(caller -> caller.tell(new Awake()));
    waiting.clear();
  }
}
