package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.lanes.process.posix.PinnedProcess;
import java.util.Optional;

/**
 * A PID namespace. When its first process has ended, the kernel has killed and buried every other,
 * so that nothing of it is left then.
 *
 * @param outer what holds the process that made the namespace
 * @param first the namespace's first process, leader of the command's process group
 */
record NamespaceHold(Hold outer, PinnedProcess first) implements Hold {

  private static final int END_WITHIN_MILLIS = 2_000;

  @Override
  public Containment.Means means() {
    return Containment.Means.PID_NAMESPACE;
  }

  @Override
  public Optional<String> cgroup() {
    return outer.cgroup();
  }

  /** With the command, its namespace ends. */
  @Override
  public boolean hasFollowers() {
    return false;
  }

  @Override
  public boolean signal(int signal) {
    return first.signalGroup(signal);
  }

  @Override
  public Remains end() {
    first.signalGroup(Signals.KILL);
    var known = outer.end();
    var nothing = first.endsWithin(END_WITHIN_MILLIS) ? Optional.of(0) : Optional.<Integer>empty();
    first.close();
    return new Remains(new Containment(means(), nothing), known.usage(), known.limitsReached());
  }
}
