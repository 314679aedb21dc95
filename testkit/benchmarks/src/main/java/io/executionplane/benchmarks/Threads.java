package io.executionplane.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Repeats a workload on some threads.
 *
 * @param units what one call counts for
 */
record Threads(Workload workload, int threads, int units) implements Round {

  static Threads of(int threads, Workload workload) {
    return new Threads(workload, threads, 1);
  }

  @Override
  public Sample run(Duration time) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      var begun = System.nanoTime();
      var until = begun + time.toNanos();
      var tasks = new ArrayList<Callable<List<Long>>>();
      for (var i = 0; i < threads; i++) {
        tasks.add(() -> repeat(until));
      }
      var latencies = new ArrayList<Long>();
      for (var done : pool.invokeAll(tasks)) {
        latencies.addAll(done.get());
      }
      return Sample.of(latencies, System.nanoTime() - begun, units);
    } finally {
      pool.shutdown();
    }
  }

  private List<Long> repeat(long untilNanos) throws Exception {
    var latencies = new ArrayList<Long>();
    while (System.nanoTime() < untilNanos) {
      var begun = System.nanoTime();
      workload.once();
      latencies.add(System.nanoTime() - begun);
    }
    return latencies;
  }
}
