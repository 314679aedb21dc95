package io.executionplane.node.target;

import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.spi.TargetVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * The targets of this node, as their verifiers last measured them.
 *
 * <p>Every target is measured when the node starts and again before its measurement expires. One
 * that does not measure up is not there, and is asked again after a while.
 */
public final class Targets extends AbstractBehavior<Targets.Command> {

  // --- What it can be told, and what it answers

  /** What it can be told. */
  public sealed interface Command {}

  /** Asks for every target of a lane; answered once each target has been measured once. */
  public record Find(String laneId, ActorRef<Found> replyTo) implements Command {}

  /**
   * Asks for every target and every failure to measure one; answered once each target has been
   * measured once.
   */
  public record Describe(ActorRef<Description> replyTo) implements Command {}

  /** How many effects a target carries now. */
  public record Loaded(String targetId, int running) implements Command {}

  /** The targets of a lane. They may have expired meanwhile: look at the descriptors. */
  public record Found(List<TargetFact> targets) {

    public Found {
      targets = List.copyOf(targets);
    }
  }

  /** Every target that was measured, and why each of the others was not. */
  public record Description(Collection<TargetDescriptor> targets, Map<String, String> unmeasured) {

    public Description {
      targets = List.copyOf(targets);
      unmeasured = Map.copyOf(unmeasured);
    }
  }

  private record Measured(TargetVerifier verifier, TargetDescriptor descriptor)
      implements Command {}

  private record NotMeasured(TargetVerifier verifier, String reason) implements Command {}

  private record Measure(TargetVerifier verifier) implements Command {}

  // --- What it is now

  /** Callers beyond these are not kept: they run into their own time limit. */
  private static final int WAITING_MAX = 1024;

  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);

  /** Of a measurement's life, the part after which it is renewed. */
  private static final double RENEW_AT = 0.5;

  private final Clock clock;
  private final TimerScheduler<Command> timers;
  private final Map<String, TargetDescriptor> measured = new TreeMap<>();
  private final Map<String, String> unmeasured = new TreeMap<>();
  private final Map<String, Integer> running = new HashMap<>();
  private final int verifierCount;
  private final List<Command> waiting = new ArrayList<>();

  private Targets(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      List<TargetVerifier> verifiers,
      Clock clock) {
    super(context);
    this.timers = timers;
    this.clock = clock;
    this.verifierCount = verifiers.size();
    verifiers.forEach(this::measure);
  }

  public static Behavior<Command> create(List<TargetVerifier> verifiers, Clock clock) {
    return Behaviors.setup(
        context -> Behaviors.withTimers(timers -> new Targets(context, timers, verifiers, clock)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Find.class, this::find)
        .onMessage(Describe.class, this::describe)
        .onMessage(Loaded.class, this::loaded)
        .onMessage(Measure.class, this::measureAgain)
        .onMessage(Measured.class, this::measured)
        .onMessage(NotMeasured.class, this::notMeasured)
        .build();
  }

  private Behavior<Command> find(Find command) {
    if (!isComplete()) {
      return keep(command);
    }
    var targets =
        measured.values().stream()
            .filter(target -> target.laneId().equals(command.laneId()))
            .map(target -> new TargetFact(target, running.getOrDefault(target.targetId(), 0)))
            .toList();
    command.replyTo().tell(new Found(targets));
    return this;
  }

  private Behavior<Command> describe(Describe command) {
    if (!isComplete()) {
      return keep(command);
    }
    command.replyTo().tell(new Description(measured.values(), unmeasured));
    return this;
  }

  /** Until every target has been measured once nobody can say which there are. */
  private Behavior<Command> keep(Command command) {
    if (waiting.size() < WAITING_MAX) {
      waiting.add(command);
    }
    return this;
  }

  private Behavior<Command> loaded(Loaded command) {
    running.put(command.targetId(), command.running());
    return this;
  }

  private Behavior<Command> measureAgain(Measure command) {
    measure(command.verifier());
    return this;
  }

  private void measure(TargetVerifier verifier) {
    getContext()
        .pipeToSelf(
            verifier.verify(clock.instant()),
            (descriptor, failure) ->
                descriptor == null
                    ? new NotMeasured(verifier, String.valueOf(failure.getMessage()))
                    : new Measured(verifier, descriptor));
  }

  private Behavior<Command> measured(Measured command) {
    var descriptor = command.descriptor();
    measured.put(descriptor.targetId(), descriptor);
    unmeasured.remove(descriptor.targetId());
    var life = Duration.between(descriptor.attestedAt(), descriptor.expiresAt());
    schedule(command.verifier(), Duration.ofMillis((long) (life.toMillis() * RENEW_AT)));
    return settle();
  }

  private Behavior<Command> notMeasured(NotMeasured command) {
    measured.remove(command.verifier().targetId());
    unmeasured.put(command.verifier().targetId(), command.reason());
    getContext()
        .getLog()
        .warn("target {} was not attested: {}", command.verifier().targetId(), command.reason());
    schedule(command.verifier(), ASK_AGAIN_AFTER);
    return settle();
  }

  private void schedule(TargetVerifier verifier, Duration after) {
    timers.startSingleTimer(verifier.targetId(), new Measure(verifier), after);
  }

  private Behavior<Command> settle() {
    if (isComplete()) {
      waiting.forEach(getContext().getSelf()::tell);
      waiting.clear();
    }
    return this;
  }

  private boolean isComplete() {
    return measured.size() + unmeasured.size() == verifierCount;
  }
}
