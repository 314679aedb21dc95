package io.executionplane.node;

import io.executionplane.contracts.posture.PersistencePosture;
import io.executionplane.journal.output.JdbcOutputStore;
import io.executionplane.journal.sink.SinkFeeders;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreException;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.node.NodeGuardian.Doors;
import io.executionplane.node.admission.Capacity;
import io.executionplane.node.authority.AuthorityVerifier;
import io.executionplane.node.authority.GrantIssuer;
import io.executionplane.node.session.LaneHost;
import io.executionplane.node.target.Targets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node at work, and the way it ends.
 *
 * @param lost completed with the reason when the store was lost and what ran has been stopped
 * @param posture what the store promises
 * @param resources what it holds, in the order in which it was opened
 */
record RunningNode(
    NodeSettings settings,
    ActorSystem<?> system,
    ActorRef<NodeGuardian.Command> guardian,
    Doors doors,
    CompletionStage<Done> recovery,
    CompletionStage<StoreException> lost,
    JdbcOutputStore outputs,
    JournalStore journal,
    GrantIssuer localIssuer,
    NodeParts parts,
    List<PersistencePosture> posture,
    SinkFeeders sinks,
    OpenedResources resources) {

  private static final Logger LOG = LoggerFactory.getLogger(RunningNode.class);

  RunningNode {
    posture = List.copyOf(posture);
  }

  RuntimeClient client(String tenantId) {
    return new EmbeddedClient(tenantId, system, doors, parts, journal);
  }

  ActorRef<Targets.Command> targets() {
    return doors.targets();
  }

  /** Asks the database. */
  NodeDescription describe(Targets.Description measured) {
    return new NodeDescription(
        settings.nodeId(),
        parts.authorityVerifiers().all().stream().map(AuthorityVerifier::verifierId).toList(),
        parts.credentials().resolverIds(),
        parts.lanes().values().stream().map(Lane::capabilities).toList(),
        measured.targets(),
        measured.unmeasured(),
        journal.promise(),
        posture,
        sinks.statuses());
  }

  /** Effects first, then what they wrote to, last opened first. Each step has a limit. */
  void close(Duration within) {
    try {
      stopped(within).toCompletableFuture().get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      LOG.warn("not everything that ran has ended: the next start records it as lost", late);
    }
    guardian.tell(new NodeGuardian.Close());
    resources.closeAll();
  }

  /** Effects end, and that is recorded; everything else goes on. */
  CompletionStage<?> stopped(Duration within) {
    return journal.loss().isPresent() ? lost : recovery.thenCompose(recovered -> drain(within));
  }

  /** Whoever waits for his turn waits for another start; what runs is stopped. */
  private CompletionStage<LaneHost.Drained> drain(Duration within) {
    doors.capacity().tell(new Capacity.Close());
    return AskPattern.ask(doors.laneHost(), LaneHost.Drain::new, within, system.scheduler());
  }
}
