package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.Rejection.Candidate;
import io.executionplane.node.authority.AuthorityFact;
import io.executionplane.node.target.Targets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * What would become of a request if it were submitted now. Nothing is recorded, claimed or counted:
 * between this answer and a submission everything may change.
 *
 * @param verdict the verdict
 * @param candidates every target of the lane, the best first, with what speaks for or against it;
 *     empty where the caller has no authority, and so may not know which targets there are
 */
public record Preview(Verdict verdict, List<Candidate> candidates) {

  public Preview {
    candidates = List.copyOf(candidates);
  }

  /**
   * Judges a request.
   *
   * @return fails if verifiers, targets and capacity do not answer in time
   */
  public static CompletionStage<Preview> of(
      AdmissionRequest request, String tenantId, AdmissionServices services, Scheduler scheduler) {
    var within = services.factsWithin();
    var authority = services.judgeAuthority(request, tenantId);
    var targets =
        AskPattern.<Targets.Command, Targets.Found>ask(
            services.targets(),
            replyTo -> new Targets.Find(request.laneId(), replyTo),
            within,
            scheduler);
    var spent =
        AskPattern.<Capacity.Command, Capacity.Spent>ask(
            services.capacity(),
            replyTo -> new Capacity.Probe(tenantId, replyTo),
            within,
            scheduler);
    return authority.thenCompose(
        judged ->
            targets.thenCombine(
                spent, (found, full) -> judge(request, services, judged, found, full.budget())));
  }

  private static Preview judge(
      AdmissionRequest request,
      AdmissionServices services,
      AuthorityFact authority,
      Targets.Found found,
      Optional<String> spentBudget) {
    var facts =
        new AdmissionFacts(
            services.clock().instant(),
            true,
            services.directOwners(),
            authority,
            LaneJudgement.of(request, services),
            found.targets(),
            spentBudget,
            services.limits());
    var candidates =
        Admission.isAuthorised(request, facts)
            ? TargetSelection.among(request, facts).considered()
            : List.<Candidate>of();
    return new Preview(Admission.judge(request, facts), candidates);
  }
}
