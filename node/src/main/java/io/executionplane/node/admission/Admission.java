package io.executionplane.node.admission;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.Placement;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.json.Violation;
import io.executionplane.node.authority.AuthorityVerdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a request may run. Pure: no clock, no actor, no I/O.
 *
 * <p>The first objection wins. Authority comes before the lane, so a caller without it learns
 * nothing else.
 */
final class Admission {

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
          Admission::target,
          Admission::capacity);

  private static final Set<String> KNOWN_CONSTRAINTS =
      Set.of(
          RuntimeConstraint.TIMEOUT_MS,
          RuntimeConstraint.OUTPUT_BYTES_MAX,
          RuntimeConstraint.CAPTURE_BYTES_MAX);

  private Admission() {}

  static Verdict judge(AdmissionRequest request, AdmissionFacts facts) {
    return RULES_IN_ORDER.stream()
        .flatMap(rule -> rule.objection(request, facts).stream())
        .findFirst()
        .<Verdict>map(objection -> new Verdict.Refused(facts.authority().evidence(), objection))
        .orElseGet(() -> admit(request, facts));
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

  private static Optional<Rejection> provenance(AdmissionRequest request, AdmissionFacts facts) {
    return when(
        request.provenance().filter(Provenance::isDirect).isPresent(),
        Rejection.at(
            RejectionReason.DIRECT_MODE_NOT_ENABLED,
            "/provenance",
            "this node admits nothing without an authority"));
  }

  private static Optional<Rejection> registration(AdmissionRequest request, AdmissionFacts facts) {
    return when(
        !facts.registrationComplete(),
        Rejection.of(RejectionReason.REGISTRATION_INCOMPLETE, "this node is still being set up"));
  }

  private static Optional<Rejection> authority(AdmissionRequest request, AdmissionFacts facts) {
    var authority = facts.authority();
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
      return Optional.of(
          Rejection.of(
              RejectionReason.AUTHORITY_REJECTED,
              "verifier_failed",
              "the authority could not be judged"));
    }
    return denial((AuthorityFact.Judged) authority);
  }

  private static Optional<Rejection> denial(AuthorityFact.Judged judged) {
    return judged.verdict() instanceof AuthorityVerdict.Denied denied
        ? Optional.of(
            Rejection.of(RejectionReason.AUTHORITY_REJECTED, denied.code(), denied.message()))
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
    for (var i = 0; i < request.constraints().size(); i++) {
      var objection = constraint(request.constraints().get(i), "/constraints/" + i, facts);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  private static Optional<Rejection> constraint(
      RuntimeConstraint constraint, String pointer, AdmissionFacts facts) {
    if (!KNOWN_CONSTRAINTS.contains(constraint.name())) {
      return Optional.of(
          Rejection.at(
              RejectionReason.CONSTRAINT_UNKNOWN,
              pointer + "/name",
              "this node knows no constraint " + constraint.name()));
    }
    if (constraint.number().isEmpty()) {
      return Optional.of(
          Rejection.at(
              RejectionReason.CONSTRAINT_UNSATISFIABLE,
              pointer + "/value",
              constraint.name() + " must be a number"));
    }
    return constraint.name().equals(RuntimeConstraint.TIMEOUT_MS)
        ? timeout(constraint.number().get(), pointer, facts.limits().wallClockMax().toMillis())
        : Optional.empty();
  }

  /** A limit above the node's own is refused rather than silently shortened. */
  private static Optional<Rejection> timeout(long millis, String pointer, long millisMax) {
    return when(
        millis < 1 || millis > millisMax,
        Rejection.at(
            RejectionReason.CONSTRAINT_UNSATISFIABLE,
            pointer + "/value",
            "timeout_ms must be between 1 and " + millisMax));
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
    return when(
        !facts.capacity(),
        Rejection.of(
            RejectionReason.CAPACITY_EXHAUSTED, "as many executions run as may run; try later"));
  }

  private static Optional<Rejection> when(boolean applies, Rejection rejection) {
    return applies ? Optional.of(rejection) : Optional.empty();
  }

  private static Optional<Rejection> refuse(RejectionReason reason, String message) {
    return Optional.of(Rejection.of(reason, message));
  }
}
