package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.json.Violation;
import io.executionplane.node.authority.AuthorityFact;
import io.executionplane.node.authority.AuthorityVerdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides whether a request may run. Pure: no clock, no actor, no I/O.
 *
 * <p>The first objection wins. Authority comes before the lane, so a caller without it learns
 * nothing else.
 */
public final class Admission {

  private static final List<AdmissionRule> RULES_IN_ORDER =
      List.of(
          Admission::contractVersion,
          Admission::provenance,
          Admission::registration,
          Admission::authority,
          Admission::lane,
          Admission::payload,
          Admission::deadline,
          Admission::constraints,
          Admission::placement,
          Admission::capabilities,
          Admission::target,
          Admission::capacity);

  private Admission() {}

  /** Admitted, with what it was granted; or refused, with the first objection. */
  public static Verdict judge(AdmissionRequest request, AdmissionFacts facts) {
    return RULES_IN_ORDER.stream()
        .flatMap(rule -> rule.objection(request, facts).stream())
        .findFirst()
        .<Verdict>map(objection -> new Verdict.Refused(facts.authority().evidence(), objection))
        .orElseGet(() -> admit(request, facts));
  }

  /** Whether the caller may know which lanes and targets there are. */
  static boolean isAuthorised(AdmissionRequest request, AdmissionFacts facts) {
    return provenance(request, facts).isEmpty() && authority(request, facts).isEmpty();
  }

  private static Verdict admit(AdmissionRequest request, AdmissionFacts facts) {
    var choice = TargetSelection.among(request, facts).choice().orElseThrow();
    return new Verdict.Admitted(
        facts.authority().evidence(),
        choice.target(),
        choice.attestationClass(),
        EffectiveLimits.of(request, facts.authority().grant(), facts.limits(), facts.now()));
  }

  // --- The rules, in their order

  private static Optional<Rejection> contractVersion(
      AdmissionRequest request, AdmissionFacts facts) {
    return when(
        request.contractVersion() != AdmissionRequest.VERSION,
        Rejection.at(
            RejectionReason.CONTRACT_VERSION_MISMATCH,
            "/contract_version",
            "this node speaks contract version " + AdmissionRequest.VERSION));
  }

  /** An owner may call his own lane where the host lets him, and only in this JVM. */
  private static Optional<Rejection> provenance(AdmissionRequest request, AdmissionFacts facts) {
    var owner = request.provenance().filter(Provenance::isDirect).flatMap(Provenance::owner);
    return when(
        owner.isPresent() && !facts.directOwners().contains(owner.get()),
        Rejection.at(
            RejectionReason.DIRECT_MODE_NOT_ENABLED,
            "/provenance",
            "this node admits nothing of this owner without an authority"));
  }

  private static Optional<Rejection> registration(AdmissionRequest request, AdmissionFacts facts) {
    return when(
        !facts.registrationComplete(),
        Rejection.of(RejectionReason.REGISTRATION_INCOMPLETE, "this node is still being set up"));
  }

  private static Optional<Rejection> authority(AdmissionRequest request, AdmissionFacts facts) {
    var authority = facts.authority();
    if (authority instanceof AuthorityFact.NotAsked) {
      return Optional.empty();
    }
    if (authority instanceof AuthorityFact.NoVerifier) {
      return refuse(
          RejectionReason.AUTHORITY_VERIFIER_MISSING, "this node has nobody who judges authority");
    }
    if (authority instanceof AuthorityFact.NotPresented) {
      return Optional.of(
          Rejection.at(
              RejectionReason.AUTHORITY_REF_MISSING, "/authority_ref", "no authority was given"));
    }
    if (authority instanceof AuthorityFact.TimedOut) {
      return refuse(
          RejectionReason.AUTHORITY_VERIFIER_TIMEOUT, "the authority was not judged in time");
    }
    if (authority instanceof AuthorityFact.VerifierFailed) {
      return refuse("verifier_failed", "the authority could not be judged");
    }
    if (authority instanceof AuthorityFact.VerifierSuspended) {
      return refuse(
          "verifier_suspended",
          "the authority could not be judged: who judges it failed too often; try later");
    }
    return denial((AuthorityFact.Judged) authority);
  }

  private static Optional<Rejection> denial(AuthorityFact.Judged judged) {
    return judged.verdict() instanceof AuthorityVerdict.Denied denied
        ? refuse(denied.code(), denied.message())
        : Optional.empty();
  }

  private static Optional<Rejection> lane(AdmissionRequest request, AdmissionFacts facts) {
    return when(
        facts.lane().isEmpty(),
        Rejection.at(
            RejectionReason.LANE_NOT_REGISTERED, "/lane_id", "this node has no such lane"));
  }

  private static Optional<Rejection> payload(AdmissionRequest request, AdmissionFacts facts) {
    var violations = facts.lane().orElseThrow().violations();
    return violations.stream()
        .findFirst()
        .map(
            first ->
                Rejection.at(
                    RejectionReason.INVALID_LANE_REQUEST,
                    first.pointer(),
                    violations.stream()
                        .map(Violation::toString)
                        .limit(16)
                        .collect(Collectors.joining("; "))));
  }

  private static Optional<Rejection> deadline(AdmissionRequest request, AdmissionFacts facts) {
    return when(
        request.deadlineAt().filter(deadline -> !deadline.isAfter(facts.now())).isPresent(),
        Rejection.at(RejectionReason.DEADLINE_EXPIRED, "/deadline_at", "the deadline has passed"));
  }

  private static Optional<Rejection> constraints(AdmissionRequest request, AdmissionFacts facts) {
    return ConstraintRules.objection(request, facts);
  }

  private static Optional<Rejection> placement(AdmissionRequest request, AdmissionFacts facts) {
    var kinds = facts.lane().orElseThrow().capabilities().surfaceKinds();
    var asked = request.placement().flatMap(Placement::surfaceKind);
    return when(
        asked.isPresent() && !kinds.contains(asked.get()),
        Rejection.at(
            RejectionReason.PLACEMENT_UNAVAILABLE,
            "/placement/surface_kind",
            "this lane has its effect only in " + String.join(", ", kinds)));
  }

  /** Where no target can do it at all; where only some can, the others are passed over. */
  private static Optional<Rejection> capabilities(AdmissionRequest request, AdmissionFacts facts) {
    return when(
        !facts.targets().isEmpty()
            && facts.targets().stream()
                .noneMatch(target -> TargetSelection.canDo(target.descriptor(), request)),
        Rejection.at(
            RejectionReason.UNSUPPORTED_CAPABILITY,
            "/placement/required_capabilities",
            "no target of this lane can do all that is required"));
  }

  private static Optional<Rejection> target(AdmissionRequest request, AdmissionFacts facts) {
    var selection = TargetSelection.among(request, facts);
    return when(
        selection.choice().isEmpty(),
        Rejection.of(
                RejectionReason.NO_SATISFYING_ATTESTED_TARGET,
                "no verified target is acceptable to the request and covered by its authority")
            .considering(selection.objections()));
  }

  private static Optional<Rejection> capacity(AdmissionRequest request, AdmissionFacts facts) {
    return facts
        .spentBudget()
        .map(
            budget ->
                Rejection.of(
                    RejectionReason.CAPACITY_EXHAUSTED,
                    budget,
                    "as much runs and waits as may; try later"));
  }

  /** What a request meets that nothing else spoke against, when its grant has been used up. */
  static Verdict noUseLeft(AuthorityFact authority) {
    return new Verdict.Refused(
        authority.evidence(),
        Rejection.of(
            RejectionReason.AUTHORITY_REJECTED,
            "uses_exhausted",
            "the grant has started as many executions as it may"));
  }

  private static Optional<Rejection> when(boolean applies, Rejection rejection) {
    return applies ? Optional.of(rejection) : Optional.empty();
  }

  private static Optional<Rejection> refuse(String code, String message) {
    return Optional.of(Rejection.of(RejectionReason.AUTHORITY_REJECTED, code, message));
  }

  private static Optional<Rejection> refuse(RejectionReason reason, String message) {
    return Optional.of(Rejection.of(reason, message));
  }
}
