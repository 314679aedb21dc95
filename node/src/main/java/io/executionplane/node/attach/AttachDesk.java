package io.executionplane.node.attach;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.node.attach.AttachJudgement.Verdict;
import io.executionplane.node.authority.AttachClaims;
import io.executionplane.node.authority.AttachGrants;
import io.executionplane.node.authority.GrantBook;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Where wishes to attach are brought: facts are gathered, judged, and what may be granted is
 * opened.
 *
 * @param attachGrants reads signed attach grants
 * @param grants knows which grants were taken back
 * @param rules what the host declared
 * @param audience the name of this plane
 * @param clock by which grants hold
 */
public record AttachDesk(
    AttachGrants attachGrants, GrantBook grants, AttachRules rules, String audience, Clock clock) {

  /**
   * Judges a wish, and has it opened if it may be.
   *
   * @param states where an execution stands
   * @param opening has what may be granted recorded, and answers then
   */
  public CompletionStage<AttachReply> attach(
      ExecutionRef ref,
      AttachWish wish,
      Function<ExecutionRef, CompletionStage<ExecutionState>> states,
      Function<AttachPermit, CompletionStage<AttachReply>> opening) {
    // An execution of which nothing is known: whoever has no authority is not worth a look at it.
    var early = judge(wish, ExecutionState.initial(ref));
    if (!isUnknown(early)) {
      return answer(early, opening);
    }
    return states.apply(ref).thenCompose(state -> answer(judge(wish, state), opening));
  }

  private static boolean isUnknown(Verdict verdict) {
    return verdict.equals(
        new Verdict.Refused(new AttachRefusal.Denied(AttachDenial.EXECUTION_UNKNOWN)));
  }

  private static CompletionStage<AttachReply> answer(
      Verdict verdict, Function<AttachPermit, CompletionStage<AttachReply>> opening) {
    return verdict instanceof Verdict.Permitted permitted
        ? opening.apply(permitted.permit())
        : CompletableFuture.completedStage(
            new AttachReply.Refused(((Verdict.Refused) verdict).refusal()));
  }

  private Verdict judge(AttachWish wish, ExecutionState state) {
    return AttachJudgement.of(
        wish,
        new AttachFacts(state, claims(wish), grants::isRevoked, rules, audience, clock.instant()));
  }

  private Optional<AttachClaims> claims(AttachWish wish) {
    return wish.authority() instanceof AttachAuthority.Signed signed
        ? attachGrants.read(signed.grant())
        : Optional.empty();
  }
}
