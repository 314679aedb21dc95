package io.executionplane.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Something that is measured round by round, and what cannot be beaten for long. */
final class Contender {

  private final String name;
  private final Round round;
  private final Optional<Contender> limit;
  private final List<Sample> samples = new ArrayList<>();

  private Contender(String name, Round round, Optional<Contender> limit) {
    this.name = name;
    this.round = round;
    this.limit = limit;
  }

  static Contender of(String name, Round round) {
    return new Contender(name, round, Optional.empty());
  }

  /** The limit must take its turn in the same rounds. */
  static Contender beside(Contender limit, String name, Round round) {
    return new Contender(name, round, Optional.of(limit));
  }

  String name() {
    return name;
  }

  void warmUp(Duration time) throws Exception {
    round.run(time);
  }

  void measure(Duration time) throws Exception {
    samples.add(round.run(time));
  }

  double medianPerSecond() {
    return median(samples, Sample::perSecond);
  }

  double medianMillis(int percent) {
    return median(samples, sample -> sample.latencies().millis(percent));
  }

  /** Of each round's own ratio to its limit, for neighbouring seconds are alike; the median. */
  Optional<Double> partOfLimit() {
    return limit.map(
        top ->
            median(
                IntStream.range(0, samples.size()).boxed().toList(),
                i -> samples.get(i).perSecond() / top.samples.get(i).perSecond()));
  }

  private static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
    var ascending = all.stream().mapToDouble(figure).sorted().toArray();
    return ascending[ascending.length / 2];
  }
}
