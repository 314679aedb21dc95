package io.executionplane.node.session;

import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.ReportedFact;
import io.executionplane.node.authority.GrantBook;
import io.executionplane.node.target.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * The lane sessions of this node. They live and die apart from the executions that they report to:
 * an execution that starts anew finds its session here again.
 */
public final class LaneHost extends AbstractBehavior<LaneHost.Command> {

  // --- What it can be told, and what it answers

  /** What it can be told. */
  public sealed interface Command {}

  /** Starts the session of an execution, unless it has one. */
  public record Launch(LaunchOrder order) implements Command {}

  /** Asks a session to end; without a session nothing happens. */
  public record Stop(ExecutionRef ref, StopCause cause) implements Command {}

  /** Does something to an effect; one without a session is taken for one that has not started. */
  public record Control(ExecutionRef ref, EffectControl wish, ActorRef<ControlAnswer> replyTo)
      implements Command {}

  /** Has every execution that runs on a target stopped; the wish is recorded before. */
  public record StopOnTarget(String targetId, String requestedBy) implements Command {}

  /** Has every execution that runs under a grant stopped; the wish is recorded before. */
  public record StopUnderGrant(String issuer, String grantId, String requestedBy)
      implements Command {}

  /**
   * Asks what has become of the session of an execution that was started.
   *
   * @param facts what it had reported, oldest first
   */
  public record Rejoin(
      ExecutionRef ref,
      String laneId,
      String targetId,
      List<ReportedFact> facts,
      ActorRef<Rejoined> replyTo)
      implements Command {

    public Rejoin {
      facts = List.copyOf(facts);
    }
  }

  /** Asks every session to end, and to be told once there is none any more. */
  public record Drain(ActorRef<Drained> replyTo) implements Command {}

  /**
   * The record is lost: cuts every effect off, launches none from now on, and tells once no session
   * is left. Nothing of it can be recorded.
   */
  public record Abandon(ActorRef<Drained> replyTo) implements Command {}

  /** No session is left. */
  public record Drained() {}

  /** What has become of a session. */
  public sealed interface Rejoined {}

  /** It is at work, and goes on reporting. */
  public record StillRunning() implements Rejoined {}

  /**
   * It is gone.
   *
   * @param observed what the lane found of the effect
   */
  public record Gone(Optional<JsonObject> observed) implements Rejoined {}

  private record SessionEnded(ExecutionRef ref) implements Command {}

  /** A session at work, and what it was started for. */
  private record Running(
      ActorRef<LaneSession.Command> session,
      CompletableFuture<LaneControl> hand,
      String targetId,
      Optional<AuthorityEvidence> authority) {

    /** Not through the session, which may be about to end and would not answer any more. */
    CompletionStage<ControlAnswer> control(EffectControl wish) {
      return hand.isDone()
          ? hand.thenCompose(control -> control.control(wish))
          : CompletableFuture.completedStage(ControlAnswer.NOT_STARTED);
    }
  }

  private record Reclaimed(
      ExecutionRef ref,
      Optional<JsonObject> observed,
      @Nullable Throwable failure,
      ActorRef<Rejoined> replyTo)
      implements Command {}

  // --- What it is now

  private static final String NODE_SHUTDOWN = "node shutdown";
  private static final String GRANT_REVOKED = "grant revoked";

  private final SessionServices services;
  private final ActorRef<Targets.Command> targets;
  private final GrantBook grants;
  private final Map<ExecutionRef, Running> sessions = new HashMap<>();
  private final Map<String, Integer> runningByTarget = new HashMap<>();

  private final List<ActorRef<Drained>> drainedTo = new ArrayList<>();
  private boolean abandoned;

  private LaneHost(
      ActorContext<Command> context,
      SessionServices services,
      ActorRef<Targets.Command> targets,
      GrantBook grants) {
    super(context);
    this.services = services;
    this.targets = targets;
    this.grants = grants;
  }

  /**
   * The sessions of a node.
   *
   * @param targets is told how much runs on each target
   * @param grants knows which grants were taken back
   */
  public static Behavior<Command> create(
      SessionServices services, ActorRef<Targets.Command> targets, GrantBook grants) {
    return Behaviors.setup(context -> new LaneHost(context, services, targets, grants));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Launch.class, this::launch)
        .onMessage(Stop.class, this::stop)
        .onMessage(Control.class, this::control)
        .onMessage(StopOnTarget.class, this::stopOnTarget)
        .onMessage(StopUnderGrant.class, this::stopUnderGrant)
        .onMessage(Rejoin.class, this::rejoin)
        .onMessage(Drain.class, this::drain)
        .onMessage(Abandon.class, this::abandon)
        .onMessage(Reclaimed.class, this::reclaimed)
        .onMessage(SessionEnded.class, this::sessionEnded)
        .build();
  }

  private Behavior<Command> launch(Launch command) {
    var order = command.order();
    if (!abandoned && !sessions.containsKey(order.ref())) {
      var hand = new CompletableFuture<LaneControl>();
      var session =
          getContext()
              .spawn(LaneSession.create(order, services, hand::complete), order.ref().text());
      getContext().watchWith(session, new SessionEnded(order.ref()));
      sessions.put(order.ref(), new Running(session, hand, order.targetId(), order.authority()));
      count(order.targetId(), 1);
      if (!drainedTo.isEmpty()) {
        cancel(order.ref(), NODE_SHUTDOWN);
      } else if (order.authority().filter(grants::isRevoked).isPresent()) {
        // Taken back after it was judged; whoever stopped what ran did not see this one yet.
        cancel(order.ref(), GRANT_REVOKED);
      }
    }
    return this;
  }

  private Behavior<Command> stop(Stop command) {
    var running = sessions.get(command.ref());
    if (running != null) {
      running.session().tell(new LaneSession.Stop(command.cause()));
    }
    return this;
  }

  private Behavior<Command> control(Control command) {
    var running = sessions.get(command.ref());
    if (running == null) {
      command.replyTo().tell(ControlAnswer.NOT_STARTED);
    } else {
      running.control(command.wish()).thenAccept(command.replyTo()::tell);
    }
    return this;
  }

  private Behavior<Command> stopOnTarget(StopOnTarget command) {
    return cancelWhere(
        running -> running.targetId().equals(command.targetId()), command.requestedBy());
  }

  private Behavior<Command> stopUnderGrant(StopUnderGrant command) {
    return cancelWhere(
        running ->
            running
                .authority()
                .filter(each -> each.issuer().equals(Optional.of(command.issuer())))
                .filter(each -> each.grantId().equals(Optional.of(command.grantId())))
                .isPresent(),
        command.requestedBy());
  }

  private Behavior<Command> cancelWhere(Predicate<Running> isMeant, String requestedBy) {
    sessions.forEach(
        (ref, running) -> {
          if (isMeant.test(running)) {
            cancel(ref, requestedBy);
          }
        });
    return this;
  }

  private Behavior<Command> rejoin(Rejoin command) {
    if (sessions.containsKey(command.ref())) {
      command.replyTo().tell(new StillRunning());
      return this;
    }
    var lane = services.lane(command.laneId(), command.targetId());
    if (lane.isEmpty()) {
      command.replyTo().tell(new Gone(Optional.empty()));
      return this;
    }
    getContext()
        .pipeToSelf(
            lane.get().reclaim(command.targetId(), command.facts()),
            (observed, failure) ->
                new Reclaimed(
                    command.ref(),
                    observed == null ? Optional.empty() : observed,
                    failure,
                    command.replyTo()));
    return this;
  }

  private Behavior<Command> drain(Drain command) {
    drainedTo.add(command.replyTo());
    sessions.keySet().forEach(ref -> cancel(ref, NODE_SHUTDOWN));
    tellIfDrained();
    return this;
  }

  private Behavior<Command> abandon(Abandon command) {
    abandoned = true;
    drainedTo.add(command.replyTo());
    sessions.values().forEach(running -> running.session().tell(new LaneSession.Abandon()));
    tellIfDrained();
    return this;
  }

  /** Through the execution, so that the wish is recorded before it is carried out. */
  private void cancel(ExecutionRef ref, String requestedBy) {
    services.owners().cancel(ref, requestedBy);
  }

  private void tellIfDrained() {
    if (sessions.isEmpty()) {
      drainedTo.forEach(caller -> caller.tell(new Drained()));
    }
  }

  private Behavior<Command> reclaimed(Reclaimed message) {
    if (message.failure() != null) {
      getContext()
          .getLog()
          .warn("{}: its effect could not be looked for", message.ref(), message.failure());
    }
    message.replyTo().tell(new Gone(message.observed()));
    return this;
  }

  private Behavior<Command> sessionEnded(SessionEnded message) {
    var ended = sessions.remove(message.ref());
    if (ended != null) {
      count(ended.targetId(), -1);
    }
    tellIfDrained();
    return this;
  }

  private void count(String targetId, int change) {
    var running = runningByTarget.merge(targetId, change, Integer::sum);
    targets.tell(new Targets.Loaded(targetId, running));
  }
}
