package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.lanes.process.posix.ChildProcess;
import io.executionplane.lanes.process.posix.ProcessTree;
import java.util.List;
import java.util.Optional;

/**
 * A child's own session. It holds what stays in it: a process that left it may live on unseen, so
 * how many survived is unknown, and said to be.
 */
record SessionHold(ChildProcess child) implements Hold {

  private static final Remains REMAINS =
      new Remains(
          new Containment(Containment.Means.SESSION, Optional.empty()),
          Optional.empty(),
          List.of());

  @Override
  public Containment.Means means() {
    return Containment.Means.SESSION;
  }

  @Override
  public Optional<String> cgroup() {
    return Optional.empty();
  }

  @Override
  public boolean hasFollowers() {
    return child.hasFollowers();
  }

  @Override
  public boolean signal(int signal) {
    return child.signalGroup(signal);
  }

  @Override
  public Remains end() {
    ProcessTree.sweep(child);
    return REMAINS;
  }
}
