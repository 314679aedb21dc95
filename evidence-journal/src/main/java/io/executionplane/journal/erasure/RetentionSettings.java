package io.executionplane.journal.erasure;

import com.typesafe.config.Config;
import io.executionplane.contracts.execution.ExecutionStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long content is kept. {@code reference.conf} explains each.
 *
 * @param output every stream but the recorded request
 * @param request the recorded request, never shorter than output
 * @param every how often a node begins to look at all executions, 1 min to 7 d
 * @param pause between two steps of a node, 0 to 1 min
 */
public record RetentionSettings(
    RetentionPeriods output, RetentionPeriods request, Duration every, Duration pause) {

  /** Where the section is. */
  public static final String PATH = "execution-plane.retention";

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private static final List<ExecutionStatus> ENDED =
      Arrays.stream(ExecutionStatus.values()).filter(ExecutionStatus::isTerminal).toList();

  /** What was refused has put nothing out. */
  private static final List<ExecutionStatus> WITH_OUTPUT =
      ENDED.stream().filter(status -> status != ExecutionStatus.REJECTED).toList();

  public RetentionSettings {
    requireBetween(every, MINUTE, WEEK, "every");
    requireBetween(pause, Duration.ZERO, MINUTE, "pause");
    for (var status : WITH_OUTPUT) {
      requireOutputFirst(output.of(status), request.of(status), status);
    }
  }

  /**
   * Reads the section {@link #PATH} of a whole configuration.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or of the wrong type
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static RetentionSettings from(Config config) {
    return new RetentionSettings(
        RetentionPeriods.from(config, PATH + ".output", WITH_OUTPUT),
        RetentionPeriods.from(config, PATH + ".request", ENDED),
        config.getDuration(PATH + ".every"),
        config.getDuration(PATH + ".pause"));
  }

  /** Whether everything is kept for ever. */
  public boolean keepsEverything() {
    return shortest().isEmpty();
  }

  /** The shortest of all periods; empty if there is none. */
  Optional<Duration> shortest() {
    return Stream.of(output, request)
        .flatMap(periods -> periods.shortest().stream())
        .reduce((one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  private static void requireOutputFirst(
      Optional<Duration> output, Optional<Duration> request, ExecutionStatus status) {
    if (request.isPresent() && (output.isEmpty() || request.get().compareTo(output.get()) < 0)) {
      var name = RetentionPeriods.name(status);
      throw new IllegalArgumentException(
          "%s.request.%s must not be shorter than output.%s".formatted(PATH, name, name));
    }
  }

  private static void requireBetween(Duration value, Duration min, Duration max, String key) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "%s.%s must be %d s to %d s".formatted(PATH, key, min.toSeconds(), max.toSeconds()));
    }
  }
}
