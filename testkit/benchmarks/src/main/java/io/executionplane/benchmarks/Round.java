package io.executionplane.benchmarks;

import java.time.Duration;

/** Does the same thing again and again for some time. */
@FunctionalInterface
interface Round {

  Sample run(Duration time) throws Exception;
}
