package io.executionplane.benchmarks;

/** Something that is done once per call, start to end. Called by many threads at once. */
@FunctionalInterface
interface Workload {

  void once() throws Exception;
}
