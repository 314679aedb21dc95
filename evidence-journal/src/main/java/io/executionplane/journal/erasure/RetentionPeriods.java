package io.executionplane.journal.erasure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueType;
import io.executionplane.contracts.execution.ExecutionStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How long something is kept after an execution has ended, by how it ended.
 *
 * @param keptFor at least one minute; what is not in it is kept for ever
 */
public record RetentionPeriods(Map<ExecutionStatus, Duration> keptFor) {

  private static final String FOREVER = "forever";
  private static final Duration MIN = Duration.ofMinutes(1);

  public RetentionPeriods {
    keptFor = Map.copyOf(keptFor);
  }

  /**
   * Reads a section with a key for each status.
   *
   * @throws com.typesafe.config.ConfigException if a key is missing or is no duration
   * @throws IllegalArgumentException if a period is too short
   */
  static RetentionPeriods from(Config config, String path, Collection<ExecutionStatus> statuses) {
    var periods = new EnumMap<ExecutionStatus, Duration>(ExecutionStatus.class);
    for (var status : statuses) {
      var key = path + "." + name(status);
      if (!isForever(config, key)) {
        var period = config.getDuration(key);
        if (period.compareTo(MIN) < 0) {
          throw new IllegalArgumentException(key + " must be forever, or 1 minute and more");
        }
        periods.put(status, period);
      }
    }
    return new RetentionPeriods(periods);
  }

  private static boolean isForever(Config config, String key) {
    var value = config.getValue(key);
    return value.valueType() == ConfigValueType.STRING && value.unwrapped().equals(FOREVER);
  }

  /** How a status is spelled in a key. */
  static String name(ExecutionStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How long; empty if for ever. */
  public Optional<Duration> of(ExecutionStatus status) {
    return Optional.ofNullable(keptFor.get(status));
  }

  /** The shortest of them; empty if everything is kept for ever. */
  Optional<Duration> shortest() {
    return keptFor.values().stream().min(Comparator.naturalOrder());
  }
}
