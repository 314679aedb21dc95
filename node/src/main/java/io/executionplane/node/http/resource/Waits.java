package io.executionplane.node.http.resource;

import io.executionplane.node.http.api.Call;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** How long a call is ready to wait. */
final class Waits {

  /** The preference of RFC 7240, section 4.3, alone or among others. */
  private static final Pattern WAIT =
      Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?");

  private Waits() {}

  /** What {@code Prefer: wait=SECONDS} asks for; more than is allowed is as much as is allowed. */
  static Optional<Duration> preferred(Call call, Duration most) {
    return call.header("Prefer")
        .map(WAIT::matcher)
        .filter(java.util.regex.Matcher::find)
        .map(match -> atMost(Long.parseLong(match.group(1)), most));
  }

  /** What {@code ?wait=SECONDS} asks for. */
  static Optional<Duration> asked(Call call, Duration most) {
    return call.number("wait", 0, most.toSeconds()).map(Duration::ofSeconds);
  }

  private static Duration atMost(long seconds, Duration most) {
    return Duration.ofSeconds(Math.min(seconds, most.toSeconds()));
  }

  /** Completes when a stage does, and with false if it is late; fails only if it fails. */
  static CompletionStage<Boolean> inTime(CompletionStage<?> stage) {
    return stage
        .handle((value, failure) -> failure)
        .thenApply(
            failure -> {
              if (failure == null) {
                return true;
              }
              var cause = failure.getCause() == null ? failure : failure.getCause();
              if (failure instanceof TimeoutException || cause instanceof TimeoutException) {
                return false;
              }
              throw new java.util.concurrent.CompletionException(cause);
            });
  }
}
