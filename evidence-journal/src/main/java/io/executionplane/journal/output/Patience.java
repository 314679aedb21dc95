package io.executionplane.journal.output;

import java.time.Duration;

/**
 * How long a recorder waits for what it writes.
 *
 * @param stepMax a write that is not done after this time counts as failed, however often it was
 *     tried
 * @param watchInterval how often that is looked at
 * @param overloadPause time before a write is tried again that the store had no room for
 */
record Patience(Duration stepMax, Duration watchInterval, Duration overloadPause) {

  static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMillis(20));
}
