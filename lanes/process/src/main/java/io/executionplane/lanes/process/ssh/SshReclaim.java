package io.executionplane.lanes.process.ssh;

import io.executionplane.lanes.process.ReclaimReport;
import io.executionplane.lanes.process.ReclaimReport.Leader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks for a command whose node is gone, and ends what is left of its session. */
final class SshReclaim {

  private SshReclaim() {}

  static CompletionStage<ReclaimReport> of(RemoteProcess leader, Keeper keeper) {
    return keeper.bootId().equals(leader.bootId())
        ? keeper.isAlive(leader).thenCompose(alive -> end(leader, alive, keeper))
        : CompletableFuture.completedStage(new ReclaimReport(Leader.OTHER_BOOT, 0, 0));
  }

  private static CompletionStage<ReclaimReport> end(
      RemoteProcess leader, boolean alive, Keeper keeper) {
    return keeper
        .count(leader)
        .thenCompose(count -> keeper.kill(leader).thenApply(left -> report(alive, count, left)));
  }

  private static ReclaimReport report(boolean alive, long members, long left) {
    var followers = Math.max(0, members - left - (alive ? 1 : 0));
    return new ReclaimReport(
        alive ? Leader.KILLED : Leader.GONE, Math.toIntExact(followers), Math.toIntExact(left));
  }
}
