package io.executionplane.node;

import io.executionplane.journal.anchor.Anchoring;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreException;
import io.executionplane.node.NodeGuardian.Doors;
import io.executionplane.node.admission.Capacity;
import io.executionplane.node.session.LaneHost;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does when its store is lost: it fails closed. What cannot be recorded must not go on,
 * and nobody may wait for an answer that cannot come.
 */
final class StoreLoss {

  private static final Logger LOG = LoggerFactory.getLogger(StoreLoss.class);
  private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);

  private StoreLoss() {}

  /**
   * Looks after a node until its store is lost.
   *
   * @return completed with the reason once every effect has been stopped, or has had the time for
   *     it
   */
  static CompletionStage<StoreException> watch(
      JournalStore journal,
      Doors doors,
      ActorRef<NodeGuardian.Command> guardian,
      Anchoring anchoring,
      ActorSystem<?> system) {
    var lost = journal.whenLost();
    // It waits, so not on the thread that looks after the store.
    var anchoringClosed = lost.thenAcceptAsync(why -> anchoring.close());
    return lost.thenCompose(why -> stopEffects(why, doors, system))
        .thenCombine(
            anchoringClosed,
            (why, closed) -> {
              guardian.tell(new NodeGuardian.Close());
              return why;
            });
  }

  private static CompletionStage<StoreException> stopEffects(
      StoreException why, Doors doors, ActorSystem<?> system) {
    LOG.error("{} Nothing is recorded any more, so what runs is stopped.", why.getMessage());
    doors.capacity().tell(new Capacity.Close());
    return AskPattern.<LaneHost.Command, LaneHost.Drained>ask(
            doors.laneHost(), LaneHost.Abandon::new, STOPPED_WITHIN, system.scheduler())
        .handle(
            (stopped, late) -> {
              if (late != null) {
                LOG.error("not everything has stopped within {}", STOPPED_WITHIN, late);
              }
              return why;
            });
  }
}
