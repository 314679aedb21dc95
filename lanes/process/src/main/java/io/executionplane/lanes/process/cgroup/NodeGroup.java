package io.executionplane.lanes.process.cgroup;

import io.executionplane.lanes.process.posix.LockedDirectory;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.posix.Spawner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one group of a node, and in it one for each execution. It is locked while the node lives, so
 * one that is not locked belongs to a dead node: whoever opens a group first ends what those left.
 */
public final class NodeGroup implements AutoCloseable {

  private static final int RANDOM_DIGITS = 8;
  private static final int TRIES = 5;

  private final Group group;
  private final LockedDirectory lock;
  private final Guardian guardian;
  private final List<String> missing;
  private final AtomicLong executions = new AtomicLong();

  private NodeGroup(Group group, LockedDirectory lock, Guardian guardian, List<String> missing) {
    this.group = group;
    this.lock = lock;
    this.guardian = guardian;
    this.missing = missing;
  }

  /**
   * Makes the group, and a guardian that empties it when this JVM is gone. Blocks for a moment.
   *
   * @param parent an existing group in which others may be made
   * @throws IOException saying why that cannot be done there
   */
  public static NodeGroup open(Path parent, Spawner spawner) throws IOException {
    LeftoverGroups.in(parent).endAll();
    for (var tries = 0; tries < TRIES; tries++) {
      var group = new Group(Files.createDirectory(parent.resolve(name())));
      var lock = lock(group);
      if (lock.isPresent()) {
        return guarded(new Group(parent), group, lock.get(), spawner);
      }
    }
    throw new IOException("others keep taking the group away in " + parent);
  }

  /** The number tells people whose it is; the rest tells it from that of a later process. */
  private static String name() {
    var random = UUID.randomUUID().toString().substring(0, RANDOM_DIGITS);
    return LeftoverGroups.PREFIX + ProcessHandle.current().pid() + "-" + random;
  }

  /** Empty where another node took it for a dead one's, between its making and its locking. */
  private static Optional<LockedDirectory> lock(Group group) throws IOException {
    try {
      return LockedDirectory.tryLock(group.path().toString());
    } catch (IOException notThere) {
      if (Files.exists(group.path())) {
        throw notThere;
      }
      return Optional.empty();
    }
  }

  private static NodeGroup guarded(Group parent, Group group, LockedDirectory lock, Spawner spawner)
      throws IOException {
    try {
      var guardian = Guardian.of(group, spawner);
      return new NodeGroup(group, lock, guardian, Controllers.enable(parent, group));
    } catch (SpawnFailed alone) {
      group.remove();
      lock.close();
      throw new IOException("the group would have no guardian: " + alone.getMessage(), alone);
    }
  }

  /**
   * A new group for one execution.
   *
   * @throws IOException when there can be none, or none that keeps to these limits
   */
  public ExecutionGroup execution(ResourceLimits limits) throws IOException {
    var path = group.path().resolve(Long.toString(executions.incrementAndGet()));
    var execution = new ExecutionGroup(new Group(Files.createDirectory(path)));
    try {
      execution.limit(limits);
      return execution;
    } catch (IOException cannot) {
      execution.remove();
      throw cannot;
    }
  }

  /** Why groups here cannot limit all that might be limited: for each reason one sentence. */
  public List<String> missing() {
    return missing;
  }

  /** Lets the guardian go, who kills what is still in it and takes it away. */
  @Override
  public void close() {
    guardian.close();
    lock.close();
  }
}
