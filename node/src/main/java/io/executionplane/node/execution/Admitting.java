package io.executionplane.node.execution;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.node.admission.Capacity;
import io.executionplane.node.admission.FactGathering;
import io.executionplane.node.execution.Execution.Submit;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.jspecify.annotations.Nullable;

/**
 * What an execution does until its verdict is durable: it has the request judged once, and keeps
 * everybody who asks meanwhile.
 */
final class Admitting {

  /** When it may be worth asking again where too much is judged at once. */
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

  private final ActorContext<Execution.Command> context;
  private final ExecutionRef ref;
  private final ExecutionServices services;
  private final ActorRef<FactGathering.Answer> answers;
  private final ActorRef<Capacity.Turn> turns;
  private @Nullable Judging judging;
  private boolean inGate;

  Admitting(
      ActorContext<Execution.Command> context,
      ExecutionRef ref,
      ExecutionServices services,
      ActorRef<FactGathering.Answer> answers,
      ActorRef<Capacity.Turn> turns) {
    this.context = context;
    this.ref = ref;
    this.services = services;
    this.answers = answers;
    this.turns = turns;
  }

  /** The request that is being judged, or whose verdict is being stored. */
  Optional<Judging> judging() {
    return Optional.ofNullable(judging);
  }

  void submit(ExecutionState state, Submit command) {
    var fingerprint = command.request().fingerprint();
    if (!state.isNew()) {
      command.replyTo().tell(replay(state, command));
    } else if (judging != null) {
      if (!judging.alsoTell(command.replyTo(), fingerprint)) {
        command.replyTo().tell(new SubmitReply.KeyReused(ref));
      }
    } else if (services.admission().gate().enter(command.tenantId(), command.payloadBytes())) {
      inGate = true;
      judging = new Judging(command, fingerprint, System.nanoTime());
      gatherFacts(command);
    } else {
      command.replyTo().tell(new SubmitReply.Shed(ref, "judging", TRY_AGAIN_AFTER));
    }
  }

  private SubmitReply replay(ExecutionState state, Submit command) {
    return state.requestHash().equals(Optional.of(command.request().fingerprint()))
        ? receipt(state, true)
        : new SubmitReply.KeyReused(ref);
  }

  private void gatherFacts(Submit command) {
    var inquiry =
        new FactGathering.Inquiry(
            command.request(),
            ref,
            command.tenantId(),
            new FactGathering.Claimant(context.getSelf(), turns),
            answers);
    context.spawnAnonymous(FactGathering.create(inquiry, services.admission()));
  }

  /** What a verdict becomes; empty if there is none, and then everybody was told. */
  Optional<Opening> answered(FactGathering.Answer answer) {
    leaveGate();
    var judged = judging;
    if (judged == null) {
      return Optional.empty();
    }
    if (answer instanceof FactGathering.Judged verdict) {
      return Optional.of(Opening.of(judged, verdict, services));
    }
    over(unrecorded(answer));
    return Optional.empty();
  }

  private SubmitReply unrecorded(FactGathering.Answer answer) {
    return answer instanceof FactGathering.Shed shed
        ? new SubmitReply.Shed(ref, shed.budget(), shed.retryAfter())
        : new SubmitReply.NotRecorded(ref, ((FactGathering.NotRecorded) answer).reason());
  }

  /** The verdict is durable. */
  void recorded(ExecutionState state) {
    over(receipt(state, false));
  }

  /**
   * Whoever waits for a verdict that cannot become durable is told so, rather than left waiting.
   */
  void notRecorded() {
    leaveGate();
    over(new SubmitReply.NotRecorded(ref, "the verdict could not be stored"));
  }

  private void over(SubmitReply reply) {
    judging().ifPresent(judged -> judged.tell(reply));
    judging = null;
  }

  private void leaveGate() {
    if (inGate && judging != null) {
      var submitted = judging.submitted();
      services.admission().gate().leave(submitted.tenantId(), submitted.payloadBytes());
    }
    inGate = false;
  }

  private SubmitReply.Receipt receipt(ExecutionState state, boolean replayed) {
    return new SubmitReply.Receipt(
        ref,
        state.status().orElseThrow(),
        replayed,
        state.result().flatMap(ExecutionResult::rejection));
  }
}
