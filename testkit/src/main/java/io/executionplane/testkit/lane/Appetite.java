package io.executionplane.testkit.lane;

import java.util.Optional;

/**
 * How an output stream takes what it is given.
 *
 * @param bytes how much it takes before it stops or breaks; one element more may be needed to reach
 *     it
 * @param failure with what it breaks then; absent means that it stops until it is released
 * @param storedAtOnce whether it completes as soon as the lane has ended it; if not, it waits to be
 *     released
 */
record Appetite(long bytes, Optional<RuntimeException> failure, boolean storedAtOnce) {

  static final Appetite ALL = new Appetite(Long.MAX_VALUE, Optional.empty(), true);

  static final Appetite ALL_BUT_STORED_LATER =
      new Appetite(Long.MAX_VALUE, Optional.empty(), false);

  static Appetite atMost(long bytes) {
    return new Appetite(bytes, Optional.empty(), true);
  }

  static Appetite breakingAfter(long bytes, RuntimeException failure) {
    return new Appetite(bytes, Optional.of(failure), true);
  }

  boolean isSatisfiedBy(long taken) {
    return taken >= bytes;
  }
}
