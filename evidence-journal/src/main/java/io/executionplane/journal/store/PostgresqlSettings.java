package io.executionplane.journal.store;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * What only PostgreSQL needs. {@code reference.conf} explains each.
 *
 * @param user who connects; empty means as the URL says, or else the system's user
 * @param password where the password is
 * @param statementTimeout longest time for a statement, 1 s to 10 min
 * @param takeoverWait longest wait for a former owner's sessions to end, 0 to 1 min
 * @param ownershipCheckInterval how often the ownership is looked after, 100 ms to 1 min
 * @param volatileServerAllowed whether the server may forget what it acknowledged; for tests
 */
public record PostgresqlSettings(
    String user,
    PasswordReference password,
    Duration statementTimeout,
    Duration takeoverWait,
    Duration ownershipCheckInterval,
    boolean volatileServerAllowed) {

  private static final String PATH = StoreSettings.PATH + ".postgresql";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  public PostgresqlSettings {
    requireWithin(
        statementTimeout, Duration.ofSeconds(1), Duration.ofMinutes(10), "statement-timeout");
    requireWithin(takeoverWait, Duration.ZERO, MINUTE, "takeover-wait");
    requireWithin(
        ownershipCheckInterval, Duration.ofMillis(100), MINUTE, "ownership-check-interval");
  }

  static PostgresqlSettings from(Config section) {
    return new PostgresqlSettings(
        section.getString("user"),
        new PasswordReference(
            section.getString("password-file"), section.getString("password-env")),
        section.getDuration("statement-timeout"),
        section.getDuration("takeover-wait"),
        section.getDuration("ownership-check-interval"),
        section.getBoolean("volatile-server-allowed"));
  }

  private static void requireWithin(Duration value, Duration min, Duration max, String key) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "%s.%s must be %d ms to %d ms".formatted(PATH, key, min.toMillis(), max.toMillis()));
    }
  }
}
