package io.executionplane.node.admission;

import io.executionplane.contracts.execution.ExecutionRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The room on this node: who runs, who waits, whose turn it is.
 *
 * <p>Room is claimed before an execution is admitted and given back when its actor ends, however it
 * ends: whoever forgets to give it back cannot keep it.
 */
public final class Capacity extends AbstractBehavior<Capacity.Command> {

  // --- What it can be told, and what it answers

  /** What it can be told. */
  public sealed interface Command {}

  /**
   * Claims room for an execution; claiming it again counts once.
   *
   * @param holder whose end gives the room back
   * @param turn is told when the turn of an execution that had to wait has come
   */
  public record Claim(
      ExecutionRef ref,
      Demand demand,
      ActorRef<?> holder,
      ActorRef<Turn> turn,
      ActorRef<Answer> replyTo)
      implements Command {}

  /** Gives room, or a place in the queue, back. */
  public record Give(ExecutionRef ref) implements Command {}

  /** From now on nobody's turn comes any more. */
  public record Close() implements Command {}

  /** Asks how much is in use. */
  public record Describe(ActorRef<Occupancy> replyTo) implements Command {}

  /** Asks what a request of a tenant would meet now. */
  public record Probe(String tenantId, ActorRef<Spent> replyTo) implements Command {}

  private record TellShed() implements Command {}

  /** What became of a claim. */
  public sealed interface Answer {}

  /** It may run. */
  public record Taken() implements Answer {}

  /**
   * It may run when its turn comes.
   *
   * @param place how many of its tenant go before it
   */
  public record Queued(int place) implements Answer {}

  /**
   * Neither.
   *
   * @param budget what is spent
   * @param retryAfter when it may be worth asking again
   */
  public record Shed(String budget, Duration retryAfter) implements Answer {}

  /** The turn of an execution has come: room is taken for it. */
  public record Turn() {}

  /**
   * How much of the node's room is in use.
   *
   * @param running executions that run
   * @param queued executions that wait
   */
  public record Occupancy(int running, int queued) {}

  /** Which budget is spent; absent while a request could run, or wait. */
  public record Spent(Optional<String> budget) {}

  // --- What it is now

  /** How often requests that were turned away are told. */
  private static final Duration TELL_SHED_EVERY = Duration.ofMinutes(1);

  private final Seats seats;
  private final ShedCount shed;
  private final ServiceTime serviceTime = new ServiceTime();
  private final TimerScheduler<Command> timers;
  private final Map<ExecutionRef, Claim> claims = new HashMap<>();
  private boolean closed;

  private Capacity(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      CapacitySettings settings,
      ShedListener listener) {
    super(context);
    this.timers = timers;
    this.seats = new Seats(settings);
    this.shed = new ShedCount(listener);
  }

  /**
   * Room within these settings.
   *
   * @param listener is told how many requests were turned away, at most once a minute
   */
  public static Behavior<Command> create(CapacitySettings settings, ShedListener listener) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new Capacity(context, timers, settings, listener)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Claim.class, this::claim)
        .onMessage(Give.class, this::give)
        .onMessage(Close.class, this::close)
        .onMessage(Describe.class, this::describe)
        .onMessage(Probe.class, this::probe)
        .onMessage(TellShed.class, this::tellShed)
        .build();
  }

  private Behavior<Command> claim(Claim command) {
    var outcome = seats.claim(command.ref(), command.demand());
    command.replyTo().tell(answer(command, outcome));
    if (!(outcome instanceof Seats.Full) && claims.put(command.ref(), command) == null) {
      getContext().watchWith(command.holder(), new Give(command.ref()));
    }
    return this;
  }

  private Answer answer(Claim command, Seats.Outcome outcome) {
    if (outcome instanceof Seats.Full full) {
      count(command.demand().tenantId(), full.budget());
      return new Shed(full.budget(), serviceTime.of(seats.queuedCount() + 1));
    }
    return outcome instanceof Seats.Queued queued ? new Queued(queued.place()) : new Taken();
  }

  private void count(String tenantId, String budget) {
    shed.add(tenantId, budget);
    if (!timers.isTimerActive(TellShed.class)) {
      timers.startSingleTimer(TellShed.class, new TellShed(), TELL_SHED_EVERY);
    }
  }

  private Behavior<Command> tellShed(TellShed message) {
    shed.tell(seats.runningCount(), seats.queuedCount());
    return this;
  }

  private Behavior<Command> give(Give command) {
    var claim = claims.remove(command.ref());
    if (claim != null) {
      getContext().unwatch(claim.holder());
      seats.release(command.ref());
      serviceTime.oneEnded(System.nanoTime());
      callNext();
    }
    return this;
  }

  private void callNext() {
    var next = closed ? Optional.<ExecutionRef>empty() : seats.next();
    while (next.isPresent()) {
      Optional.ofNullable(claims.get(next.get())).ifPresent(claim -> claim.turn().tell(new Turn()));
      next = seats.next();
    }
  }

  private Behavior<Command> close(Close command) {
    closed = true;
    return this;
  }

  private Behavior<Command> probe(Probe command) {
    command.replyTo().tell(new Spent(seats.wouldBeFull(command.tenantId())));
    return this;
  }

  private Behavior<Command> describe(Describe command) {
    command.replyTo().tell(new Occupancy(seats.runningCount(), seats.queuedCount()));
    return this;
  }
}
