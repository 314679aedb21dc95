package io.executionplane.testkit.lane;

import java.util.concurrent.atomic.AtomicLong;

/** The outside world of the sample lane, where its effects can be counted without asking it. */
final class SampleEffects {

  final AtomicLong alive = new AtomicLong();
  final AtomicLong putOut = new AtomicLong();
}
