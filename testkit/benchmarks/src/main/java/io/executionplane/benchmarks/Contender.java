package io.executionplane.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** A workload under one degree of concurrency, and what its rounds measured. */
final class Contender {

  private final String name;
  private final Workload workload;
  private final int threads;
  private final List<Sample> samples = new ArrayList<>();

  Contender(String name, Workload workload, int threads) {
    this.name = name;
    this.workload = workload;
    this.threads = threads;
  }

  String name() {
    return name;
  }

  Workload workload() {
    return workload;
  }

  int threads() {
    return threads;
  }

  void add(Sample sample) {
    samples.add(sample);
  }

  double medianPerSecond() {
    return median(samples.stream().map(Sample::perSecond).sorted().toList());
  }

  double medianPercentileMicros(int percent) {
    return median(
        samples.stream().map(sample -> (double) sample.percentile(percent)).sorted().toList());
  }

  private static double median(List<Double> ascending) {
    return ascending.get(ascending.size() / 2);
  }
}
