package io.executionplane.lanes.process;

import io.executionplane.lanes.process.cgroup.CgroupSetting;
import io.executionplane.lanes.process.cgroup.ExecutionGroup;
import io.executionplane.lanes.process.cgroup.LeftoverGroups;
import io.executionplane.lanes.process.cgroup.NodeGroup;
import io.executionplane.lanes.process.cgroup.ResourceLimits;
import io.executionplane.lanes.process.posix.ChildProcess;
import io.executionplane.lanes.process.posix.ParentPipes;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.posix.SpawnRequest;
import io.executionplane.lanes.spi.Finding.Grade;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How this machine's commands are held together: by control groups where these can be had. Decided
 * once, when it is first asked, so that no command is held by less than the one before it.
 */
final class Confinement implements AutoCloseable {

  private final ProcessHost host;
  private final CgroupSetting setting;
  private @Nullable NodeGroup group;
  private String reason = "";
  private boolean decided;

  Confinement(ProcessHost host, CgroupSetting setting) {
    this.host = host;
    this.setting = setting;
  }

  /** A child and what holds it. */
  record Held(ChildProcess child, Hold hold) {}

  /**
   * Starts a child so that it is held, and limited, from before its program runs. To be used on
   * {@link ProcessHost#workers}.
   *
   * @throws SpawnFailed when it could not be started, held or limited; nothing is left behind
   */
  Held start(SpawnRequest request, ResourceLimits limits) throws SpawnFailed {
    try {
      var node = group();
      if (node.isPresent()) {
        var group = node.get().execution(limits);
        return grouped(group, limits, () -> host.spawner().spawn(request, group));
      }
      return alone(limits, () -> host.spawner().spawn(request));
    } catch (IOException noGroup) {
      throw SpawnFailed.notAdmitted(String.valueOf(noGroup.getMessage()));
    }
  }

  /** The same for a child that tells how far it comes, and that may die with who started it. */
  Held start(SpawnRequest request, ResourceLimits limits, ParentPipes status) throws SpawnFailed {
    try {
      var node = group();
      if (node.isPresent()) {
        var group = node.get().execution(limits);
        return grouped(group, limits, () -> host.spawner().spawn(request, group, status));
      }
      return alone(limits, () -> host.spawner().spawn(request, pid -> {}, status));
    } catch (IOException noGroup) {
      throw SpawnFailed.notAdmitted(String.valueOf(noGroup.getMessage()));
    }
  }

  private static Held alone(ResourceLimits limits, Start start) throws SpawnFailed {
    if (!limits.isNone()) {
      throw SpawnFailed.notAdmitted("without a control group nothing can be limited");
    }
    var child = start.child();
    return new Held(child, new SessionHold(child));
  }

  /** One start of a child. */
  private interface Start {
    ChildProcess child() throws SpawnFailed;
  }

  private Held grouped(ExecutionGroup group, ResourceLimits limits, Start start)
      throws SpawnFailed, IOException {
    try {
      var child = start.child();
      return new Held(child, new GroupHold(child, group, limits.cpuTimeMax(), host.workers()));
    } catch (SpawnFailed | RuntimeException notStarted) {
      group.remove();
      throw notStarted;
    }
  }

  /**
   * Ends what the execution of a dead node left in its group.
   *
   * @param path the group, as the execution reported it
   * @return how many processes were found there
   */
  int endLeftover(String path) throws IOException {
    var parent = setting.parent();
    return parent.isPresent() ? LeftoverGroups.in(parent.get()).end(path) : 0;
  }

  /**
   * The node's group; empty where there is none. Blocks for a moment when it is asked first.
   *
   * @throws IOException when there must be one, by the owner's word, and cannot
   */
  synchronized Optional<NodeGroup> group() throws IOException {
    if (!decided) {
      decide();
      decided = true;
    }
    return Optional.ofNullable(group);
  }

  private void decide() throws IOException {
    try {
      var parent = setting.parent();
      if (parent.isPresent()) {
        group = proven(NodeGroup.open(parent.get(), host.spawner()));
      } else {
        reason = "turned off";
      }
    } catch (IOException cannot) {
      if (setting.isRequired()) {
        throw cannot;
      }
      reason = String.valueOf(cannot.getMessage());
    }
  }

  /** Where groups can be made and do not hold, they are not used. */
  private NodeGroup proven(NodeGroup opened) throws IOException {
    var finding = new EscapeProbe(opened, host.spawner()).run();
    if (finding.grade() == Grade.FAILURE) {
      opened.close();
      throw new IOException(finding.detail());
    }
    return opened;
  }

  /** Why there is no group, for people. */
  synchronized String reason() {
    return reason;
  }

  /** No command may run any more. */
  @Override
  public synchronized void close() {
    if (group != null) {
      group.close();
      group = null;
    }
  }
}
