package io.executionplane.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * A loop of posix_spawn in C.
 *
 * @param workers how many of them at once
 */
record SpawnLoops(CProgram program, int workers) implements Round {

  @Override
  public Sample run(Duration time) throws Exception {
    var figures = program.run(workers, time.toSeconds()).get(0).split(" ", 2);
    var perNano = Double.parseDouble(figures[0]) / Long.parseLong(figures[1]);
    return new Sample(perNano * Duration.ofSeconds(1).toNanos(), Latencies.ofNanos(List.of()));
  }
}
