package io.executionplane.lanes.process.cgroup;

import io.executionplane.lanes.process.posix.ChildProcess;
import io.executionplane.lanes.process.posix.SpawnFailed;
import io.executionplane.lanes.process.posix.SpawnRequest;
import io.executionplane.lanes.process.posix.SpawnRequest.Stderr;
import io.executionplane.lanes.process.posix.SpawnRequest.Stdin;
import io.executionplane.lanes.process.posix.Spawner;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A small shell beside the node that outlives it by a moment: it reads from a pipe that only the
 * node holds, and at its end kills whatever is left in the node's group.
 */
final class Guardian implements AutoCloseable {

  private static final long CLOSE_SECONDS_MAX = 2;
  private static final int KILL = 9;

  /** It does not die of what is sent to the node's terminal. The group is its first argument. */
  private static final String WATCH =
      """
      exec 2> /dev/null
      trap '' HUP INT QUIT TERM
      while read -r nothing; do :; done
      echo 1 > "$1/cgroup.kill"
      for try in 1 2 3 4 5 6 7 8 9 10; do
        find "$1" -depth -type d -exec rmdir {} \\;
        test -d "$1" || exit 0
        sleep 0.1
      done
      """;

  private final ChildProcess shell;
  private final CompletionStage<?> gone;

  private Guardian(ChildProcess shell) {
    this.shell = shell;
    this.gone = shell.ended().thenApply(ChildProcess::reap);
  }

  static Guardian of(Group group, Spawner spawner) throws SpawnFailed {
    var path = group.path().toString();
    var request =
        new SpawnRequest(
            "/bin/sh",
            List.of("sh", "-c", WATCH, "execution-plane-guardian", path),
            List.of("PATH=/usr/bin:/bin"),
            "/",
            Stdin.PIPE,
            Stderr.TO_STDOUT);
    return new Guardian(spawner.spawn(request));
  }

  /** Lets it go, and waits for that within limits. */
  @Override
  public void close() {
    shell.discardPipes();
    try {
      gone.toCompletableFuture().get(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      shell.signalGroup(KILL);
    }
  }
}
