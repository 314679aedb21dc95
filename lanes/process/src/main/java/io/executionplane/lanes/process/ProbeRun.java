package io.executionplane.lanes.process;

import io.executionplane.lanes.process.cgroup.ExecutionGroup;
import io.executionplane.lanes.process.cgroup.NodeGroup;
import io.executionplane.lanes.process.cgroup.ResourceLimits;
import io.executionplane.lanes.process.posix.ChildProcess;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.posix.SpawnRequest;
import io.executionplane.lanes.process.posix.SpawnRequest.Stderr;
import io.executionplane.lanes.process.posix.SpawnRequest.Stdin;
import io.executionplane.lanes.process.posix.Spawner;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs small shell scripts in a group of their own, to see what the kernel makes of them. Blocks
 * for some milliseconds, at most some seconds.
 */
record ProbeRun(NodeGroup node, Spawner spawner) {

  private static final long SECONDS_MAX = 5;

  /** What is looked for once the script itself has ended. */
  interface Look<T> {
    T at(ExecutionGroup group, ChildProcess ended) throws IOException;
  }

  /**
   * Runs one, and leaves nothing of it.
   *
   * @throws IOException when it could not be run or looked at
   */
  <T> T run(String script, ResourceLimits limits, Look<T> look) throws IOException {
    var group = node.execution(limits);
    try {
      return judged(spawner.spawn(request(script), group), group, look);
    } catch (SpawnFailed failed) {
      throw new IOException(failed.getMessage(), failed);
    } finally {
      group.kill();
      group.remove();
    }
  }

  private static <T> T judged(ChildProcess child, ExecutionGroup group, Look<T> look)
      throws IOException {
    try {
      await(child.ended());
      return look.at(group, child);
    } finally {
      group.kill();
      child.ended().thenAccept(ChildProcess::reap);
      child.discardPipes();
    }
  }

  private static SpawnRequest request(String script) {
    return new SpawnRequest(
        "/bin/sh",
        List.of("sh", "-c", script),
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
}
