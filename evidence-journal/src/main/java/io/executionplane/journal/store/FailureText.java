package io.executionplane.journal.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What failures say about themselves, cut to what fits into a sentence. */
final class FailureText {

  private FailureText() {}

  /** The first line of a failure's message. */
  static String of(Throwable failure) {
    return firstLine(failure.getMessage());
  }

  /** The first line of what the first of its causes says. */
  static String root(Throwable failure) {
    var root = failure;
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return of(root);
  }

  private static String firstLine(@Nullable String message) {
    return Optional.ofNullable(message).flatMap(text -> text.lines().findFirst()).orElse("unknown");
  }
}
