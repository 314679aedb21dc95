package io.executionplane.node.admission;

import static io.executionplane.contracts.admission.RuntimeConstraint.CAPTURE_BYTES_MAX;
import static io.executionplane.contracts.admission.RuntimeConstraint.CPU_TIME_MS_MAX;
import static io.executionplane.contracts.admission.RuntimeConstraint.FILESYSTEM;
import static io.executionplane.contracts.admission.RuntimeConstraint.IDEMPOTENT;
import static io.executionplane.contracts.admission.RuntimeConstraint.MEMORY_BYTES_MAX;
import static io.executionplane.contracts.admission.RuntimeConstraint.NETWORK;
import static io.executionplane.contracts.admission.RuntimeConstraint.OUTPUT_BYTES_MAX;
import static io.executionplane.contracts.admission.RuntimeConstraint.PROCESSES_MAX;
import static io.executionplane.contracts.admission.RuntimeConstraint.TIMEOUT_MS;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.ConstraintValue;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.target.TargetDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the constraints of a request are known, well formed, and can be kept. One that is not
 * known, or that no target can enforce, is refused, never ignored. Pure.
 */
final class ConstraintRules {

  /** What the plane sees to by itself, on every target. */
  private static final Set<String> BY_THE_PLANE =
      Set.of(TIMEOUT_MS, OUTPUT_BYTES_MAX, CAPTURE_BYTES_MAX, IDEMPOTENT);

  private static final Map<String, Form> FORMS =
      Map.of(
          TIMEOUT_MS, new AtLeast(1),
          OUTPUT_BYTES_MAX, new AtLeast(0),
          CAPTURE_BYTES_MAX, new AtLeast(0),
          MEMORY_BYTES_MAX, new AtLeast(1),
          CPU_TIME_MS_MAX, new AtLeast(1),
          PROCESSES_MAX, new AtLeast(1),
          NETWORK, new OneOf(List.of("none", "egress_policy")),
          FILESYSTEM, new OneOf(List.of("read_only", "workspace")),
          IDEMPOTENT, new YesOrNo());

  private ConstraintRules() {}

  /** What the value of a constraint must be. */
  private sealed interface Form {

    boolean fits(ConstraintValue value);

    String sentence();
  }

  private record AtLeast(long least) implements Form {

    @Override
    public boolean fits(ConstraintValue value) {
      return value instanceof ConstraintValue.WholeNumber whole && whole.number() >= least;
    }

    @Override
    public String sentence() {
      return "must be a number of at least " + least;
    }
  }

  private record OneOf(List<String> words) implements Form {

    @Override
    public boolean fits(ConstraintValue value) {
      return value instanceof ConstraintValue.Word word && words.contains(word.word());
    }

    @Override
    public String sentence() {
      return "must be " + String.join(" or ", words);
    }
  }

  private record YesOrNo() implements Form {

    @Override
    public boolean fits(ConstraintValue value) {
      return value instanceof ConstraintValue.Flag;
    }

    @Override
    public String sentence() {
      return "must be true or false";
    }
  }

  /** What speaks against the constraints, wherever the request may run. */
  static Optional<Rejection> objection(AdmissionRequest request, AdmissionFacts facts) {
    for (var i = 0; i < request.constraints().size(); i++) {
      var constraint = request.constraints().get(i);
      var pointer = "/constraints/" + i;
      var objection =
          unknown(constraint, pointer)
              .or(() -> malformed(constraint, pointer))
              .or(() -> tooLong(constraint, pointer, facts))
              .or(() -> unenforceable(constraint, pointer, facts));
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  /** A constraint of the request that this target cannot enforce. */
  static Optional<String> unenforced(TargetDescriptor target, AdmissionRequest request) {
    return request.constraints().stream()
        .map(RuntimeConstraint::name)
        .filter(name -> !enforces(target, name))
        .findFirst();
  }

  private static boolean enforces(TargetDescriptor target, String constraint) {
    return BY_THE_PLANE.contains(constraint) || target.enforces().contains(constraint);
  }

  private static Optional<Rejection> unknown(RuntimeConstraint constraint, String pointer) {
    return FORMS.containsKey(constraint.name())
        ? Optional.empty()
        : Optional.of(
            Rejection.at(
                RejectionReason.CONSTRAINT_UNKNOWN,
                pointer + "/name",
                "this node knows no constraint " + constraint.name()));
  }

  private static Optional<Rejection> malformed(RuntimeConstraint constraint, String pointer) {
    return Optional.ofNullable(FORMS.get(constraint.name()))
        .filter(form -> !form.fits(constraint.value()))
        .map(form -> unsatisfiable(pointer, constraint.name() + " " + form.sentence()));
  }

  /** A limit above the node's own is refused rather than silently shortened. */
  private static Optional<Rejection> tooLong(
      RuntimeConstraint constraint, String pointer, AdmissionFacts facts) {
    var millisMax = facts.limits().wallClockMax().toMillis();
    return constraint.name().equals(TIMEOUT_MS) && constraint.number().orElse(0L) > millisMax
        ? Optional.of(unsatisfiable(pointer, "timeout_ms must be at most " + millisMax))
        : Optional.empty();
  }

  /** Where no target can; where only some can, the others are passed over. */
  private static Optional<Rejection> unenforceable(
      RuntimeConstraint constraint, String pointer, AdmissionFacts facts) {
    var name = constraint.name();
    return facts.targets().isEmpty()
            || facts.targets().stream().anyMatch(target -> enforces(target.descriptor(), name))
        ? Optional.empty()
        : Optional.of(unsatisfiable(pointer, "no target of this lane can enforce " + name));
  }

  private static Rejection unsatisfiable(String pointer, String message) {
    return Rejection.at(RejectionReason.CONSTRAINT_UNSATISFIABLE, pointer + "/value", message);
  }
}
