package io.executionplane.lanes.process;

import io.executionplane.lanes.process.cgroup.ExecutionGroup;
import io.executionplane.lanes.process.cgroup.NodeGroup;
import io.executionplane.lanes.process.posix.ChildProcess;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.posix.SpawnRequest;
import io.executionplane.lanes.process.posix.SpawnRequest.Stderr;
import io.executionplane.lanes.process.posix.SpawnRequest.Stdin;
import io.executionplane.lanes.process.posix.Spawner;
import io.executionplane.lanes.spi.Finding;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Shows that a control group holds what tries to get away: a process in a session of its own whose
 * parents have ended. It must be seen in its group, and be gone from there when that is killed.
 */
final class EscapeProbe {

  private static final String SUBJECT = "containment";
  private static final String REMEDY = "see execution-plane.lanes.process.cgroup";
  private static final long SECONDS_MAX = 5;

  /** The shell in the new session ends at once and leaves its child to whoever adopts orphans. */
  private static final String RUN_AWAY = "setsid sh -c 'sleep 60 > /dev/null 2>&1 &'";

  private final NodeGroup node;
  private final Spawner spawner;

  EscapeProbe(NodeGroup node, Spawner spawner) {
    this.node = node;
    this.spawner = spawner;
  }

  /** Blocks for some milliseconds, at most some seconds. */
  Finding run() {
    try {
      var group = node.execution();
      try {
        return judge(group);
      } finally {
        group.kill();
        group.remove();
      }
    } catch (IOException | SpawnFailed failed) {
      return failure("cannot be looked at: " + failed.getMessage());
    }
  }

  private Finding judge(ExecutionGroup group) throws SpawnFailed, IOException {
    var child = spawner.spawn(request(), group);
    try {
      await(child.ended());
      if (!group.holdsOthersThan(child.pid())) {
        return failure("a process that left its session and its parents was not held");
      }
      return group.kill() == 0
          ? Finding.ok(SUBJECT, "cgroup v2 in " + group.path() + ": held and killed what ran away")
          : failure("a process that left its session and its parents outlived cgroup.kill");
    } finally {
      group.kill();
      child.ended().thenAccept(ChildProcess::reap);
      child.discardPipes();
    }
  }

  private static SpawnRequest request() {
    return new SpawnRequest(
        "/bin/sh",
        List.of("sh", "-c", RUN_AWAY),
        List.of("PATH=/usr/bin:/bin"),
        "/",
        Stdin.EMPTY,
        Stderr.TO_STDOUT);
  }

  private static void await(CompletionStage<?> ended) throws IOException {
    try {
      ended.toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException unknown) {
      throw new IOException("the probe did not end", unknown);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", hurried);
    }
  }

  private static Finding failure(String detail) {
    return Finding.failure(SUBJECT, detail, REMEDY);
  }
}
