package io.executionplane.journal.replay;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.journal.replay.Comparison.Field;
import io.executionplane.journal.replay.Comparison.Likeness;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.verify.EvidenceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Compares two executions that have ended, by what their records say and by their stored bytes.
 *
 * <p>It does not verify them: whether a record is to be believed is another question.
 */
public final class Comparer {

  private final EvidenceSource source;

  /** Compares executions of one store. */
  public Comparer(EvidenceSource source) {
    this.source = source;
  }

  /**
   * Compares.
   *
   * @throws UnreplayableException if one of them is not recorded, has not ended, or cannot be read
   */
  public Comparison compare(ExecutionRef left, ExecutionRef right) {
    var one = ended(left);
    var other = ended(right);
    var a = one.result().orElseThrow();
    var b = other.result().orElseThrow();
    var fields = new ArrayList<Field>();
    fields.add(status(a.status(), b.status()));
    fields.add(output(a.output(), b.output()));
    fields.add(failure(a.failure(), b.failure()));
    if (a.rejection().isPresent() || b.rejection().isPresent()) {
      fields.add(rejection(a.rejection(), b.rejection()));
    }
    fields.add(containment(a.containment(), b.containment()));
    fields.addAll(streams(one, a, other, b));
    return new Comparison(left, right, fields);
  }

  private ExecutionState ended(ExecutionRef ref) {
    var state =
        new StateReplay(source)
            .whole(ref)
            .map(KnownState::state)
            .orElseThrow(() -> new UnreplayableException(ref.text(), "nothing of it is recorded"));
    if (state.ended().isEmpty()) {
      throw new UnreplayableException(
          ref.text(), "has not ended, so there is nothing yet to compare");
    }
    return state;
  }

  // --- Outcome

  private static Field status(ExecutionStatus a, ExecutionStatus b) {
    if (a == ExecutionStatus.LOST || b == ExecutionStatus.LOST) {
      return Field.of("status", Likeness.DIVERGED, "how a lost execution ended is not known");
    }
    return outcome("status", Optional.of(name(a)), Optional.of(name(b)));
  }

  private static Field output(Optional<JsonObject> a, Optional<JsonObject> b) {
    return JsonDifference.between(a.map(JsonObject::toNode), b.map(JsonObject::toNode))
        .map(reason -> Field.of("output", Likeness.DIVERGED, reason))
        .orElseGet(() -> Field.identical("output", a.isPresent() ? "the same" : "none"));
  }

  private static Field failure(Optional<Failure> a, Optional<Failure> b) {
    return outcome("failure", a.map(Comparer::say), b.map(Comparer::say));
  }

  private static String say(Failure failure) {
    return name(failure.failureClass()) + "/" + failure.code();
  }

  private static Field rejection(Optional<Rejection> a, Optional<Rejection> b) {
    return outcome("rejection", a.map(Comparer::say), b.map(Comparer::say));
  }

  private static String say(Rejection rejection) {
    return name(rejection.reason()) + rejection.code().map(code -> "/" + code).orElse("");
  }

  private static Field outcome(String name, Optional<String> a, Optional<String> b) {
    return a.equals(b)
        ? Field.identical(name, a.orElse("none"))
        : Field.of(name, Likeness.DIVERGED, a.orElse("none") + " and " + b.orElse("none"));
  }

  /** What was left running is part of the outcome, where it is known; how it was held is not. */
  private static Field containment(Optional<Containment> a, Optional<Containment> b) {
    var reason = a.map(Comparer::say).orElse("none");
    if (a.equals(b)) {
      return Field.identical("containment", reason);
    }
    var survivors = a.flatMap(Containment::survivors);
    var others = b.flatMap(Containment::survivors);
    var known = survivors.isPresent() && others.isPresent();
    return Field.of(
        "containment",
        known && !survivors.equals(others) ? Likeness.DIVERGED : Likeness.EQUIVALENT,
        reason + " and " + b.map(Comparer::say).orElse("none"));
  }

  private static String say(Containment containment) {
    return name(containment.means())
        + ", survivors "
        + containment.survivors().map(String::valueOf).orElse("unknown");
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  // --- Streams

  private List<Field> streams(
      ExecutionState one, ExecutionResult a, ExecutionState other, ExecutionResult b) {
    var names = new TreeSet<>(one.streams().closed().keySet());
    names.addAll(other.streams().closed().keySet());
    var comparer =
        new StreamComparer(new StreamReplay(source, one), a, new StreamReplay(source, other), b);
    return names.stream().map(comparer::compare).toList();
  }
}
