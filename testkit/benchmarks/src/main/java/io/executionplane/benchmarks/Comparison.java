package io.executionplane.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * Contenders in turn, round by round, so that a machine that slows down slows all of them down. The
 * figures are the medians of the rounds.
 */
final class Comparison {

  private static final int BAR_CELLS = 20;

  private final String title;
  private final List<Contender> contenders;

  Comparison(String title, List<Contender> contenders) {
    this.title = title;
    this.contenders = List.copyOf(contenders);
  }

  /** Measures, saying on standard error how far it is, and prints a table. */
  void run(Duration round, int rounds) throws Exception {
    for (var contender : contenders) {
      Progress.say("%s: warming up %s".formatted(title, contender.name()));
      contender.warmUp(round);
    }
    for (var i = 1; i <= rounds; i++) {
      for (var contender : contenders) {
        Progress.say("%s: round %d of %d, %s".formatted(title, i, rounds, contender.name()));
        contender.measure(round);
      }
    }
    Progress.done();
    print();
  }

  private void print() {
    System.out.printf(
        "%n%-42s %10s %10s %10s   %s%n", title, "per s", "p50 ms", "p99 ms", "of its limit");
    contenders.forEach(Comparison::print);
  }

  private static void print(Contender contender) {
    System.out.printf(
        "%-42s %,10.0f %10.2f %10.2f   %s%n",
        contender.name(),
        contender.medianPerSecond(),
        contender.medianMillis(50),
        contender.medianMillis(99),
        contender.partOfLimit().map(Comparison::bar).orElse(""));
  }

  private static String bar(double part) {
    var cells = (int) Math.round(Math.min(1, part) * BAR_CELLS);
    return "%5.1f %% %s".formatted(100 * part, "█".repeat(cells));
  }
}
