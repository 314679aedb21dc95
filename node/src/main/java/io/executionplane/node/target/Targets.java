package io.executionplane.node.target;

import io.executionplane.contracts.evidence.log.NodeEntry.TargetChange;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.spi.TargetVerifier;
import io.executionplane.node.note.NodeNotes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.jspecify.annotations.Nullable;

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

  /**
   * Takes a target out of selection, or back into it.
   *
   * @param change drained, revoked or resumed
   * @param by who wants it, for the record
   */
  public record Change(
      String targetId, TargetChange change, String by, String reason, ActorRef<Changed> replyTo)
      implements Command {}

  /** Measures one target now; answered with nothing if there is none of that name. */
  public record Probe(String targetId, ActorRef<Optional<Probed>> replyTo) implements Command {}

  /** How many effects a target carries now. */
  public record Loaded(String targetId, int running) implements Command {}

  /** The targets of a lane. They may have expired meanwhile: look at the descriptors. */
  public record Found(List<TargetFact> targets) {

    public Found {
      targets = List.copyOf(targets);
    }
  }

  /** How a target stands now; absent if there is none of that name. */
  public record Changed(Optional<TargetStanding> standing) {}

  /**
   * What one measurement has found.
   *
   * @param target as it was found; absent if it does not measure up
   * @param objection why it does not
   */
  public record Probed(Optional<TargetFact> target, Optional<String> objection) {}

  /** Every target that was measured, and why each of the others was not. */
  public record Description(Collection<TargetFact> targets, Map<String, String> unmeasured) {

    public Description {
      targets = List.copyOf(targets);
      unmeasured = Map.copyOf(unmeasured);
    }
  }

  /** How a measurement went. */
  private sealed interface Outcome extends Command {
    TargetVerifier verifier();
  }

  private record Measured(TargetVerifier verifier, TargetDescriptor descriptor)
      implements Outcome {}

  private record NotMeasured(TargetVerifier verifier, String reason) implements Outcome {}

  private record Measure(TargetVerifier verifier) implements Command {}

  /** A measurement that somebody asked for. */
  private record Probing(Outcome outcome, ActorRef<Optional<Probed>> replyTo) implements Command {}

  // --- What it is now

  /** Callers beyond these are not kept: they run into their own time limit. */
  private static final int WAITING_MAX = 1024;

  private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);

  /** Of a measurement's life, the part after which it is renewed. */
  private static final double RENEW_AT = 0.5;

  private final Clock clock;
  private final Duration measuredWithin;
  private final NodeNotes notes;
  private final TimerScheduler<Command> timers;
  private final Map<String, TargetStanding> standings;
  private final Map<String, TargetDescriptor> measured = new TreeMap<>();
  private final Map<String, String> unmeasured = new TreeMap<>();
  private final Map<String, Integer> running = new HashMap<>();
  private final Map<String, TargetVerifier> verifiers;
  private final List<Command> waiting = new ArrayList<>();

  private Targets(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      List<TargetVerifier> verifiers,
      Map<String, TargetStanding> standings,
      NodeNotes notes,
      Duration measuredWithin,
      Clock clock) {
    super(context);
    this.measuredWithin = measuredWithin;
    this.timers = timers;
    this.clock = clock;
    this.notes = notes;
    this.standings = new HashMap<>(standings);
    this.verifiers =
        verifiers.stream()
            .collect(Collectors.toUnmodifiableMap(TargetVerifier::targetId, each -> each));
    verifiers.forEach(this::measure);
  }

  /**
   * The targets of some verifiers, each of another target.
   *
   * @param standings how some of them stood when the node last ran
   * @param notes is told what comes into selection, and what leaves it
   * @param measuredWithin longest time of a measurement: a verifier that takes longer has not
   *     measured its target
   */
  public static Behavior<Command> create(
      List<TargetVerifier> verifiers,
      Map<String, TargetStanding> standings,
      NodeNotes notes,
      Duration measuredWithin,
      Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new Targets(
                        context, timers, verifiers, standings, notes, measuredWithin, clock)));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Find.class, this::find)
        .onMessage(Describe.class, this::describe)
        .onMessage(Change.class, this::change)
        .onMessage(Probe.class, this::probe)
        .onMessage(Probing.class, this::probing)
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
            .map(this::fact)
            .toList();
    command.replyTo().tell(new Found(targets));
    return this;
  }

  private Behavior<Command> describe(Describe command) {
    if (!isComplete()) {
      return keep(command);
    }
    var facts = measured.values().stream().map(this::fact).toList();
    command.replyTo().tell(new Description(facts, unmeasured));
    return this;
  }

  private TargetFact fact(TargetDescriptor target) {
    var id = target.targetId();
    return new TargetFact(target, running.getOrDefault(id, 0), standingOf(id));
  }

  private TargetStanding standingOf(String targetId) {
    return standings.getOrDefault(targetId, TargetStanding.IN_SERVICE);
  }

  // --- Taken out of selection, and back

  private Behavior<Command> change(Change command) {
    var target = command.targetId();
    if (!verifiers.containsKey(target)) {
      command.replyTo().tell(new Changed(Optional.empty()));
      return this;
    }
    var standing = TargetStanding.after(command.change());
    if (standing != standingOf(target)) {
      standings.put(target, standing);
      noted(target, command.change(), Optional.of(command.by()), command.reason());
    }
    command.replyTo().tell(new Changed(Optional.of(standing)));
    return this;
  }

  private void noted(String target, TargetChange change, Optional<String> by, String reason) {
    // What cannot be noted is logged there; selection does not wait for it.
    var unused = notes.targetChanged(target, change, by, reason);
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
            measurement(verifier), (descriptor, failure) -> outcome(verifier, descriptor, failure));
  }

  private Outcome outcome(
      TargetVerifier verifier, @Nullable TargetDescriptor descriptor, @Nullable Throwable failure) {
    return failure == null && descriptor != null
        ? new Measured(verifier, descriptor)
        : new NotMeasured(verifier, failure == null ? "it was not described" : reason(failure));
  }

  private Behavior<Command> probe(Probe command) {
    var verifier = verifiers.get(command.targetId());
    if (verifier == null) {
      command.replyTo().tell(Optional.empty());
      return this;
    }
    getContext()
        .pipeToSelf(
            measurement(verifier),
            (descriptor, failure) ->
                new Probing(outcome(verifier, descriptor, failure), command.replyTo()));
    return this;
  }

  private Behavior<Command> probing(Probing message) {
    if (message.outcome() instanceof Measured good) {
      measured(good);
    } else if (message.outcome() instanceof NotMeasured bad) {
      notMeasured(bad);
    }
    var target = message.outcome().verifier().targetId();
    message
        .replyTo()
        .tell(
            Optional.of(
                new Probed(
                    Optional.ofNullable(measured.get(target)).map(this::fact),
                    Optional.ofNullable(unmeasured.get(target)))));
    return this;
  }

  /** A verifier that throws or hangs has not measured its target. */
  private CompletionStage<TargetDescriptor> measurement(TargetVerifier verifier) {
    try {
      return verifier
          .verify(clock.instant())
          .toCompletableFuture()
          .copy()
          .orTimeout(measuredWithin.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RuntimeException broken) {
      return CompletableFuture.failedFuture(broken);
    }
  }

  private String reason(Throwable failure) {
    var inner = failure.getCause();
    var cause = failure instanceof CompletionException && inner != null ? inner : failure;
    return cause instanceof TimeoutException
        ? "it was not measured within " + measuredWithin.toMillis() + " ms"
        : String.valueOf(cause.getMessage());
  }

  private Behavior<Command> measured(Measured command) {
    var descriptor = command.descriptor();
    var verifier = command.verifier();
    if (!descriptor.targetId().equals(verifier.targetId())) {
      return notMeasured(
          new NotMeasured(verifier, "its verifier described " + descriptor.targetId()));
    }
    measured.put(descriptor.targetId(), descriptor);
    // A selection says itself how its target was measured: only a return is worth an entry.
    if (unmeasured.remove(descriptor.targetId()) != null) {
      noted(
          descriptor.targetId(),
          TargetChange.ATTESTED,
          Optional.empty(),
          "measured as " + String.join(", ", descriptor.attestedClasses()));
    }
    var life = Duration.between(descriptor.attestedAt(), descriptor.expiresAt());
    schedule(verifier, Duration.ofMillis((long) (life.toMillis() * RENEW_AT)));
    return settle();
  }

  private Behavior<Command> notMeasured(NotMeasured command) {
    var target = command.verifier().targetId();
    if (measured.remove(target) != null) {
      noted(target, TargetChange.EXPIRED, Optional.empty(), command.reason());
    }
    unmeasured.put(target, command.reason());
    getContext().getLog().warn("target {} was not attested: {}", target, command.reason());
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
    return measured.size() + unmeasured.size() == verifiers.size();
  }
}
