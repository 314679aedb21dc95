package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.node.authority.AuthorityContext;
import io.executionplane.node.authority.AuthorityVerdict;
import io.executionplane.node.authority.AuthorityVerifier;
import io.executionplane.node.target.TargetFact;
import io.executionplane.node.target.Targets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the facts about one request, all at the same time, and has them judged.
 *
 * <p>One actor per request: a verifier that is slow or broken delays this request and no other.
 * What has not answered in time is a fact too. Room on the node is taken last, and only for a
 * request that nothing else speaks against.
 */
public final class FactGathering extends AbstractBehavior<FactGathering.Command> {

  // --- What it can be told, and what it answers

  /** What it can be told. */
  public sealed interface Command {}

  /**
   * A request to be judged.
   *
   * @param holder whose end gives the taken room back
   */
  public record Inquiry(
      AdmissionRequest request,
      ExecutionRef ref,
      String tenantId,
      ActorRef<?> holder,
      ActorRef<Answer> replyTo) {}

  /** The answer. */
  public sealed interface Answer {}

  /** The request is recorded and judged. */
  public record Judged(StreamRecord recorded, Verdict verdict) implements Answer {}

  /** The request could not be recorded, so nothing may come of it. */
  public record NotRecorded(String reason) implements Answer {}

  private record Recorded(StreamRecord record) implements Command {}

  private record RecordingFailed(String reason) implements Command {}

  private record AuthorityKnown(AuthorityFact fact) implements Command {}

  private record TargetsKnown(Targets.Found found) implements Command {}

  private record CapacityKnown(Capacity.Answer answer) implements Command {}

  private record TimeIsUp() implements Command {}

  // --- What it knows so far

  private final Inquiry inquiry;
  private final AdmissionServices services;
  private @Nullable StreamRecord recorded;
  private @Nullable AuthorityFact authority;
  private @Nullable List<TargetFact> targets;

  private FactGathering(
      ActorContext<Command> context, Inquiry inquiry, AdmissionServices services) {
    super(context);
    this.inquiry = inquiry;
    this.services = services;
    record();
    askVerifier();
    services
        .targets()
        .tell(
            new Targets.Find(
                inquiry.request().laneId(),
                context.messageAdapter(Targets.Found.class, TargetsKnown::new)));
  }

  public static Behavior<Command> create(Inquiry inquiry, AdmissionServices services) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startSingleTimer(new TimeIsUp(), services.factsWithin());
                  return new FactGathering(context, inquiry, services);
                }));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Recorded.class, this::recorded)
        .onMessage(RecordingFailed.class, this::recordingFailed)
        .onMessage(AuthorityKnown.class, this::authorityKnown)
        .onMessage(TargetsKnown.class, this::targetsKnown)
        .onMessage(CapacityKnown.class, this::capacityKnown)
        .onMessage(TimeIsUp.class, this::timeIsUp)
        .build();
  }

  // --- Asking

  /** The authority is a bearer secret: only its digest is recorded. */
  private void record() {
    var content = AdmissionRequest.CONTRACT.canonicalRedacted(inquiry.request());
    getContext()
        .pipeToSelf(
            services.contents().record(inquiry.ref(), StreamName.REQUEST, content),
            (record, failure) ->
                record == null
                    ? new RecordingFailed("the request could not be stored")
                    : new Recorded(record));
  }

  private void askVerifier() {
    var verifier = services.authorityVerifier();
    var presented = inquiry.request().authorityRef();
    if (verifier.isEmpty()) {
      authority = new AuthorityFact.NoVerifier();
    } else if (presented.isEmpty()) {
      authority = new AuthorityFact.NotPresented();
    } else {
      getContext()
          .pipeToSelf(
              verdict(verifier.get()),
              (verdict, failure) ->
                  new AuthorityKnown(
                      verdict == null
                          ? new AuthorityFact.VerifierFailed()
                          : new AuthorityFact.Judged(verdict)));
    }
  }

  /** A verifier that throws is a refusal, never a crash. */
  private CompletionStage<AuthorityVerdict> verdict(AuthorityVerifier verifier) {
    var request = inquiry.request();
    try {
      return verifier.verify(
          request.authorityRef().orElseThrow(),
          new AuthorityContext(
              services.audience(),
              inquiry.tenantId(),
              request.laneId(),
              request.operation(),
              request.payloadHash(),
              services.clock().instant()));
    } catch (RuntimeException broken) {
      return CompletableFuture.failedFuture(broken);
    }
  }

  // --- Learning

  private Behavior<Command> recorded(Recorded message) {
    recorded = message.record();
    return goOn();
  }

  private Behavior<Command> recordingFailed(RecordingFailed message) {
    return answer(new NotRecorded(message.reason()));
  }

  private Behavior<Command> authorityKnown(AuthorityKnown message) {
    authority = message.fact();
    return goOn();
  }

  private Behavior<Command> targetsKnown(TargetsKnown message) {
    targets = message.found().targets();
    return goOn();
  }

  /** What is still unknown now counts as refused; a request that is not recorded goes nowhere. */
  private Behavior<Command> timeIsUp(TimeIsUp message) {
    if (recorded == null) {
      return answer(new NotRecorded("the request was not stored in time"));
    }
    if (authority == null) {
      authority = new AuthorityFact.TimedOut();
    }
    if (targets == null) {
      targets = List.of();
    }
    return goOn();
  }

  private Behavior<Command> capacityKnown(CapacityKnown message) {
    return judged(judge(message.answer().taken()));
  }

  private Behavior<Command> goOn() {
    if (recorded == null || authority == null || targets == null) {
      return this;
    }
    var verdict = judge(true);
    return verdict instanceof Verdict.Admitted ? takeRoom() : judged(verdict);
  }

  private Behavior<Command> takeRoom() {
    services
        .capacity()
        .tell(
            new Capacity.Take(
                inquiry.ref(),
                inquiry.holder(),
                getContext().messageAdapter(Capacity.Answer.class, CapacityKnown::new)));
    return this;
  }

  private Verdict judge(boolean capacity) {
    var facts =
        new AdmissionFacts(
            services.clock().instant(),
            true,
            known(authority),
            laneFact(),
            known(targets),
            capacity,
            services.limits());
    return Admission.judge(inquiry.request(), facts);
  }

  private Optional<AdmissionFacts.LaneFact> laneFact() {
    return services
        .lane(inquiry.request().laneId())
        .map(lane -> new AdmissionFacts.LaneFact(lane.capabilities(), violations(lane)));
  }

  private List<Violation> violations(Lane<? extends LanePayload> lane) {
    try {
      lane.accept(inquiry.request().operation(), inquiry.request().payload());
      return List.of();
    } catch (ContractViolationException broken) {
      return broken.violations().stream().map(each -> each.within("/payload")).toList();
    }
  }

  private Behavior<Command> judged(Verdict verdict) {
    return answer(new Judged(known(recorded), verdict));
  }

  private Behavior<Command> answer(Answer answer) {
    inquiry.replyTo().tell(answer);
    return Behaviors.stopped();
  }

  private static <T> T known(@Nullable T fact) {
    if (fact == null) {
      throw new IllegalStateException("judged before everything was known");
    }
    return fact;
  }
}
