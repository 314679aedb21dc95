package io.executionplane.node.execution;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.node.session.LaunchOrder;
import io.executionplane.node.target.Targets;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

/** What an admitted execution does until its turn has come. */
final class TurnTaking {

  private final TimerScheduler<Execution.Command> timers;
  private final ExecutionServices services;
  private final ActorRef<Targets.Found> targets;
  private @Nullable QueuedOrder queued;

  TurnTaking(
      TimerScheduler<Execution.Command> timers,
      ExecutionServices services,
      ActorRef<Targets.Found> targets) {
    this.timers = timers;
    this.services = services;
    this.targets = targets;
  }

  /**
   * What is recorded when the waiting is over.
   *
   * @param launch what is to be done then; absent if it ended without having begun
   */
  record Departure(List<? extends EvidencePayload> payloads, Optional<LaunchOrder> launch) {}

  boolean isWaiting() {
    return queued != null;
  }

  void enqueue(LaunchOrder order) {
    queued = new QueuedOrder(order, System.nanoTime());
    timers.startSingleTimer(
        new Execution.QueuedTooLong(),
        queued.patience(services.queuedWithin(), services.clock().instant()));
  }

  /** The turn has come: what has become of the target meanwhile? */
  void askForTarget() {
    if (queued != null) {
      services.admission().targets().tell(new Targets.Find(queued.order().laneId(), targets));
    }
  }

  /** Starts it, or says why it may not start any more; empty if it does not wait any more. */
  Optional<Departure> depart(Targets.Found found) {
    return leave(
        order -> {
          var now = services.clock().instant();
          var nanos = System.nanoTime();
          return order
              .objection(found.targets(), services.admission().grants(), now, nanos)
              .map(TurnTaking::ended)
              .orElseGet(() -> started(order.due(nanos, now)));
        });
  }

  /** Its time is up. */
  Optional<Departure> giveUp() {
    return leave(order -> ended(order.timedOut(System.nanoTime(), services.clock().instant())));
  }

  /** Somebody stopped it. */
  Optional<Departure> cancel(String by) {
    return leave(order -> new Departure(order.cancelled(by, System.nanoTime()), Optional.empty()));
  }

  private static Departure ended(EvidencePayload.Terminal terminal) {
    return new Departure(List.of(terminal), Optional.empty());
  }

  private static Departure started(LaunchOrder order) {
    return new Departure(List.of(order.started()), Optional.of(order));
  }

  private Optional<Departure> leave(Ending ending) {
    var waiting = queued;
    if (waiting == null) {
      return Optional.empty();
    }
    queued = null;
    timers.cancel(new Execution.QueuedTooLong());
    return Optional.of(ending.of(waiting));
  }

  /** How the waiting ends. */
  private interface Ending {
    Departure of(QueuedOrder order);
  }
}
