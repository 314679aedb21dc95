package io.executionplane.node.attach;

import io.executionplane.contracts.evidence.AttachPayload;
import io.executionplane.contracts.evidence.AttachPayload.AttachClosed;
import io.executionplane.contracts.evidence.AttachPayload.AttachEnd;
import io.executionplane.contracts.evidence.AttachPayload.AttachRevoked;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.node.attach.AttachOutcome.Reason;
import io.executionplane.node.attach.AttachOwners.EndRecorded;
import io.executionplane.node.attach.AttachOwners.Granted;
import io.executionplane.node.attach.AttachOwners.NotNow;
import io.executionplane.node.attach.AttachOwners.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * One attachment, from the moment that it may be granted to its end.
 *
 * <pre>
 * asking ─ recorded ─▶ open ─ leaves │ expires │ revoked ─▶ cut ─ recorded ─▶ over
 *    └ not recorded ▶ over └─── the execution is over ─▶ reading what is left ─▶ over
 * </pre>
 *
 * <p>Nothing passes before the record says that somebody is attached. What ends an attachment cuts
 * it first and is recorded then, however long that takes.
 */
final class AttachSession extends AbstractBehavior<AttachSession.Command> {

  // --- What it can be told

  sealed interface Command {}

  private record Answered(Recorded answer) implements Command {}

  private record AnswerOverdue() implements Command {}

  /** The party leaves. */
  record Detach() implements Command {}

  private record Expired() implements Command {}

  /** A grant was taken back. */
  record Revoke(String issuer, String grantId, String by) implements Command {}

  /** The execution has ended, and that is recorded: so is the end of this attachment. */
  record ExecutionOver() implements Command {}

  /** One of its outputs has ended, or is not read any more. */
  record OutputEnded() implements Command {}

  private record LingeredOn() implements Command {}

  private record RecordAgain() implements Command {}

  private record EndIsRecorded() implements Command {}

  // --- What it is now

  private final ExecutionRef ref;
  private final AttachPermit permit;
  private final AttachServices services;
  private final TimerScheduler<Command> timers;
  private final ActorRef<AttachReply> caller;
  private final AttachLine line;
  private final CompletableFuture<AttachOutcome> outcome = new CompletableFuture<>();
  private Optional<Long> number = Optional.empty();
  private Optional<Ending> ending = Optional.empty();
  private boolean executionOver;

  /** Why it was cut, and what is to be recorded of that once its number is known. */
  private record Ending(Reason reason, Function<Long, AttachPayload> payload) {}

  private AttachSession(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      AttachHost.Open open,
      AttachServices services) {
    super(context);
    this.ref = open.ref();
    this.permit = open.permit();
    this.caller = open.replyTo();
    this.services = services;
    this.timers = timers;
    this.line = new AttachLine(ref, permit, services, context.getSelf());
    services
        .owners()
        .attach(ref, permit, line, context.messageAdapter(Recorded.class, Answered::new));
    timers.startSingleTimer(new AnswerOverdue(), services.settings().recordedWithin());
    permit.expiresAt().ifPresent(end -> timers.startSingleTimer(new Expired(), until(end)));
  }

  static Behavior<Command> create(AttachHost.Open open, AttachServices services) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new AttachSession(context, timers, open, services)));
  }

  private Duration until(Instant end) {
    var left = Duration.between(services.clock().instant(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Answered.class, this::answered)
        .onMessage(AnswerOverdue.class, this::answerOverdue)
        .onMessage(Detach.class, message -> end(Reason.DETACHED, AttachEnd.DETACHED))
        .onMessage(Expired.class, message -> end(Reason.EXPIRED, AttachEnd.EXPIRED))
        .onMessage(Revoke.class, this::revoke)
        .onMessage(ExecutionOver.class, this::executionOver)
        .onMessage(OutputEnded.class, message -> linger())
        .onMessage(LingeredOn.class, this::lingeredOn)
        .onMessage(RecordAgain.class, message -> recordEnd())
        .onMessage(EndIsRecorded.class, message -> over())
        .onSignal(PostStop.class, signal -> stopped())
        .build();
  }

  // --- It begins

  private Behavior<Command> answered(Answered message) {
    timers.cancel(new AnswerOverdue());
    if (message.answer() instanceof NotNow refused) {
      caller.tell(AttachReply.Refused.of(refused.denial()));
      line.cut(Reason.DETACHED);
      return Behaviors.stopped();
    }
    var granted = ((Granted) message.answer()).attachment();
    number = Optional.of(granted);
    if (ending.isPresent()) {
      return recordEnd();
    }
    caller.tell(new AttachReply.Attached(line.attachment(granted, outcome)));
    return this;
  }

  /** It may be recorded yet: then it ends at once, for nobody waits for it any more. */
  private Behavior<Command> answerOverdue(AnswerOverdue message) {
    if (ending.isPresent()) {
      return Behaviors.stopped();
    }
    timers.startSingleTimer(new AnswerOverdue(), services.settings().recordedWithin());
    return end(Reason.DETACHED, AttachEnd.DETACHED);
  }

  // --- It ends by itself

  private Behavior<Command> revoke(Revoke message) {
    return permit.isUnder(message.issuer(), message.grantId())
        ? end(
            new Ending(
                Reason.REVOKED,
                attachment ->
                    new AttachRevoked(
                        attachment, message.by(), line.deliveredBytes(), line.acceptedBytes())))
        : this;
  }

  private Behavior<Command> end(Reason reason, AttachEnd cause) {
    return end(
        new Ending(
            reason,
            attachment ->
                new AttachClosed(attachment, cause, line.deliveredBytes(), line.acceptedBytes())));
  }

  private Behavior<Command> end(Ending why) {
    if (ending.isPresent()) {
      return this;
    }
    ending = Optional.of(why);
    line.cut(why.reason());
    if (number.isEmpty()) {
      caller.tell(AttachReply.Refused.of(AttachDenial.ATTACH_NOT_RECORDED));
      return this;
    }
    return executionOver ? over() : recordEnd();
  }

  private Behavior<Command> recordEnd() {
    var payload = ending.orElseThrow().payload().apply(number.orElseThrow());
    services
        .owners()
        .detach(
            ref,
            payload,
            getContext().messageAdapter(EndRecorded.class, recorded -> new EndIsRecorded()));
    timers.startSingleTimer(new RecordAgain(), services.settings().recordAgainAfter());
    return this;
  }

  // --- It ends with the execution

  private Behavior<Command> executionOver(ExecutionOver message) {
    executionOver = true;
    return ending.isPresent() ? over() : linger();
  }

  /** What is left to be read may be read. Whoever reads nothing for a while is gone. */
  private Behavior<Command> linger() {
    if (executionOver && !line.isRead()) {
      timers.startSingleTimer(new LingeredOn(), services.settings().lingerAfterEnd());
    }
    return this;
  }

  private Behavior<Command> lingeredOn(LingeredOn message) {
    return line.isRead() ? this : over();
  }

  private Behavior<Command> over() {
    return Behaviors.stopped();
  }

  private Behavior<Command> stopped() {
    var reason = executionOver ? Reason.EXECUTION_ENDED : Reason.NODE_STOPPED;
    reason = ending.map(Ending::reason).orElse(reason);
    line.cut(reason);
    outcome.complete(line.outcome(reason));
    return this;
  }
}
