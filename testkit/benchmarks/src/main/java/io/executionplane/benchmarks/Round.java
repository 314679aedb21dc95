package io.executionplane.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Repeats a workload on some threads for some time. */
final class Round {

  private Round() {}

  static Sample run(Workload workload, int threads, Duration time) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      var begun = System.nanoTime();
      var until = begun + time.toNanos();
      var tasks = new ArrayList<Callable<List<Long>>>();
      for (var i = 0; i < threads; i++) {
        tasks.add(() -> repeat(workload, until));
      }
      var latencies = new ArrayList<Long>();
      for (var done : pool.invokeAll(tasks)) {
        latencies.addAll(done.get());
      }
      var elapsed = System.nanoTime() - begun;
      return Sample.of(latencies.stream().mapToLong(Long::longValue).toArray(), elapsed);
    } finally {
      pool.shutdown();
    }
  }

  private static List<Long> repeat(Workload workload, long untilNanos) throws Exception {
    var latencies = new ArrayList<Long>();
    while (System.nanoTime() < untilNanos) {
      var begun = System.nanoTime();
      workload.once();
      latencies.add(System.nanoTime() - begun);
    }
    return latencies;
  }
}
