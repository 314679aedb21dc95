package io.executionplane.contracts.runtime;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What became of a change: the new value, or why there is none. The old value stays as it was. */
public final class Transition<T> {

  private final @Nullable T value;
  private final @Nullable TransitionRefusal refusal;

  private Transition(@Nullable T value, @Nullable TransitionRefusal refusal) {
    this.value = value;
    this.refusal = refusal;
  }

  static <T> Transition<T> unless(Optional<TransitionRefusal> objection, Supplier<T> value) {
    return objection
        .map(refusal -> new Transition<T>(null, refusal))
        .orElseGet(() -> new Transition<>(value.get(), null));
  }

  /**
   * What stands against a change of state. A stale speaker learns only that it is stale.
   *
   * @param current generation of whoever runs the execution
   * @param claimed generation of whoever speaks
   */
  static Optional<TransitionRefusal> objection(
      ActiveState from, long current, ActiveState to, long claimed) {
    if (current != claimed) {
      return Optional.of(TransitionRefusal.STALE_EXECUTION_FENCE);
    } else if (from.isTerminal()) {
      return Optional.of(TransitionRefusal.EXECUTION_TERMINAL);
    }
    return from.canBecome(to)
        ? Optional.empty()
        : Optional.of(TransitionRefusal.INVALID_STATE_TRANSITION);
  }

  /** Goes on with whichever it is. */
  public <R> R fold(Function<T, R> changed, Function<TransitionRefusal, R> refused) {
    return refusal == null ? changed.apply(Objects.requireNonNull(value)) : refused.apply(refusal);
  }

  /** The new value; empty if there is none. */
  public Optional<T> value() {
    return Optional.ofNullable(value);
  }

  /** Why there is no new value; empty if there is one. */
  public Optional<TransitionRefusal> refusal() {
    return Optional.ofNullable(refusal);
  }
}
