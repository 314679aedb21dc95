package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.grant.UseLimit;
import io.executionplane.journal.output.Content;
import io.executionplane.node.authority.AuthorityFact;
import io.executionplane.node.authority.AuthorityGrant;
import io.executionplane.node.target.TargetFact;
import io.executionplane.node.target.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
 * What has not answered in time is a fact too. What is taken from others (room on the node, a use
 * of the grant) is taken last, in this order, and only for a request that nothing else speaks
 * against.
 */
public final class FactGathering extends AbstractBehavior<FactGathering.Command> {

  // --- What it can be told, and what it answers

  /** What it can be told. */
  public sealed interface Command {}

  /** A request to be judged. */
  public record Inquiry(
      AdmissionRequest request,
      ExecutionRef ref,
      String tenantId,
      Claimant claimant,
      ActorRef<Answer> replyTo) {}

  /**
   * For whom room is claimed.
   *
   * @param holder whose end gives the room back
   * @param turn is told when the turn of an execution that had to wait has come
   */
  public record Claimant(ActorRef<?> holder, ActorRef<Capacity.Turn> turn) {}

  /** The answer. */
  public sealed interface Answer {}

  /**
   * The request is judged.
   *
   * @param request its content, to become durable with the verdict
   * @param mayStart whether room is taken; otherwise an admitted request waits for its turn
   */
  public record Judged(Content request, Verdict verdict, boolean mayStart) implements Answer {}

  /** What must be recorded could not be, so nothing may come of the request. */
  public record NotRecorded(String reason) implements Answer {}

  /** There is no room, neither to run nor to wait. Nothing of the request was kept. */
  public record Shed(String budget, Duration retryAfter) implements Answer {}

  private record AuthorityKnown(AuthorityFact fact) implements Command {}

  private record TargetsKnown(Targets.Found found) implements Command {}

  private record CapacityKnown(Capacity.Answer answer) implements Command {}

  private record UseKnown(@Nullable Boolean counted) implements Command {}

  private record TimeIsUp() implements Command {}

  // --- What it knows so far

  private final Inquiry inquiry;
  private final AdmissionServices services;
  private @Nullable AuthorityFact authority;
  private @Nullable List<TargetFact> targets;
  private Verdict.@Nullable Admitted admitted;
  private boolean mayStart;

  private FactGathering(
      ActorContext<Command> context, Inquiry inquiry, AdmissionServices services) {
    super(context);
    this.inquiry = inquiry;
    this.services = services;
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
        .onMessage(AuthorityKnown.class, this::authorityKnown)
        .onMessage(TargetsKnown.class, this::targetsKnown)
        .onMessage(CapacityKnown.class, this::capacityKnown)
        .onMessage(UseKnown.class, this::useKnown)
        .onMessage(TimeIsUp.class, this::timeIsUp)
        .build();
  }

  // --- Asking

  private void askVerifier() {
    getContext()
        .pipeToSelf(
            services.judgeAuthority(inquiry.request(), inquiry.tenantId()),
            (fact, failure) ->
                new AuthorityKnown(fact == null ? new AuthorityFact.VerifierFailed() : fact));
  }

  // --- Learning

  private Behavior<Command> authorityKnown(AuthorityKnown message) {
    authority = message.fact();
    return goOn();
  }

  private Behavior<Command> targetsKnown(TargetsKnown message) {
    targets = message.found().targets();
    return goOn();
  }

  /** What is still unknown now counts as refused. */
  private Behavior<Command> timeIsUp(TimeIsUp message) {
    if (admitted != null) {
      giveBack();
      return answer(new NotRecorded("room or a use of the grant was not given in time"));
    }
    if (authority == null) {
      authority = new AuthorityFact.TimedOut();
    }
    if (targets == null) {
      targets = List.of();
    }
    return goOn();
  }

  private Behavior<Command> goOn() {
    if (authority == null || targets == null) {
      return this;
    }
    var verdict = Admission.judge(inquiry.request(), facts(Optional.empty()));
    if (verdict instanceof Verdict.Admitted nothingObjected) {
      admitted = nothingObjected;
      return claimRoom(nothingObjected);
    }
    return judged(verdict);
  }

  private AdmissionFacts facts(Optional<String> spentBudget) {
    return new AdmissionFacts(
        services.clock().instant(),
        true,
        services.directOwners(),
        known(authority),
        LaneJudgement.of(inquiry.request(), services),
        known(targets),
        spentBudget,
        services.limits());
  }

  // --- Taking

  private Behavior<Command> claimRoom(Verdict.Admitted verdict) {
    var request = inquiry.request();
    var demand =
        new Demand(
            inquiry.tenantId(),
            request.laneId(),
            verdict.target().targetId(),
            request.payload().canonical().length());
    services
        .capacity()
        .tell(
            new Capacity.Claim(
                inquiry.ref(),
                demand,
                inquiry.claimant().holder(),
                inquiry.claimant().turn(),
                getContext().messageAdapter(Capacity.Answer.class, CapacityKnown::new)));
    return this;
  }

  private Behavior<Command> capacityKnown(CapacityKnown message) {
    if (message.answer() instanceof Capacity.Shed shed) {
      return answer(new Shed(shed.budget(), shed.retryAfter()));
    }
    mayStart = message.answer() instanceof Capacity.Taken;
    var limit = known(authority).grant().flatMap(AuthorityGrant::useLimit);
    return limit.map(this::takeUse).orElseGet(() -> judged(known(admitted)));
  }

  private Behavior<Command> takeUse(UseLimit limit) {
    getContext()
        .pipeToSelf(
            services.grants().use(limit, inquiry.ref()),
            (counted, failure) -> new UseKnown(counted));
    return this;
  }

  private Behavior<Command> useKnown(UseKnown message) {
    if (message.counted() == null) {
      giveBack();
      return answer(new NotRecorded("the use of the grant could not be counted"));
    }
    if (message.counted()) {
      return judged(known(admitted));
    }
    giveBack();
    return judged(Admission.noUseLeft(known(authority)));
  }

  private void giveBack() {
    services.capacity().tell(new Capacity.Give(inquiry.ref()));
  }

  // --- Answering

  private Behavior<Command> judged(Verdict verdict) {
    return answer(new Judged(content(), verdict, mayStart));
  }

  /** The authority is a bearer secret: only its digest is recorded. */
  private Content content() {
    var bytes = AdmissionRequest.CONTRACT.canonicalRedacted(inquiry.request());
    return Content.of(inquiry.ref(), StreamName.REQUEST, bytes, services.salts());
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
