package io.executionplane.node.redaction;

import io.executionplane.contracts.execution.Failure;
import io.executionplane.lanes.spi.LaneFailure;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stands for a failure that quoted a secret: the same words with the secret masked. */
final class MaskedFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Causes may form a circle. */
  private static final int DEPTH_MAX = 16;

  private MaskedFailure(String words, @Nullable Throwable cause, StackTraceElement[] trace) {
    super(words, cause, false, true);
    setStackTrace(trace);
  }

  /** The failure itself where it quotes none. */
  static Throwable of(Throwable failure, UnaryOperator<String> mask) {
    if (failure instanceof LaneFailure known) {
      return lane(known, mask);
    }
    return quotes(failure, mask, DEPTH_MAX) ? masked(failure, mask, DEPTH_MAX) : failure;
  }

  private static Throwable lane(LaneFailure known, UnaryOperator<String> mask) {
    var failure = known.failure();
    var masked =
        new Failure(
            failure.failureClass(), mask.apply(failure.code()), mask.apply(failure.reason()));
    return masked.equals(failure) && !quotes(known, mask, DEPTH_MAX)
        ? known
        : new LaneFailure(masked);
  }

  private static boolean quotes(@Nullable Throwable failure, UnaryOperator<String> mask, int deep) {
    if (failure == null) {
      return false;
    }
    var words = failure.toString();
    if (deep == 0 || !mask.apply(words).equals(words)) {
      return true;
    }
    for (var suppressed : failure.getSuppressed()) {
      if (quotes(suppressed, mask, deep - 1)) {
        return true;
      }
    }
    return quotes(failure.getCause(), mask, deep - 1);
  }

  /** What was suppressed is left out. */
  private static MaskedFailure masked(Throwable failure, UnaryOperator<String> mask, int deep) {
    var cause = failure.getCause();
    return new MaskedFailure(
        mask.apply(failure.toString()),
        cause == null || deep == 0 ? null : masked(cause, mask, deep - 1),
        failure.getStackTrace());
  }
}
