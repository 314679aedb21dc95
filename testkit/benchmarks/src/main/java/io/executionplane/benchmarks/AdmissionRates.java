package io.executionplane.benchmarks;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.node.ExecutionPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * What admission costs: judgements alone, and from submission to the durable verdict, beside the
 * journal committing as many events at the same concurrency. No effect runs.
 */
public final class AdmissionRates {

  private static final int ROUNDS = 3;
  private static final List<Integer> AT_ONCE = List.of(1, 16, 256);

  /** What a verdict writes: that it is admitted, and the target. */
  private static final int EVENTS_OF_A_VERDICT = 2;

  /** One command holds the only place; an actor with nothing to do any more is let go at once. */
  private static final Config NOTHING_RUNS =
      ConfigFactory.parseString(
          "execution-plane.node { capacity.node.running-max = 1, forget-after = 50 ms }");

  private AdmissionRates() {}

  /** Runs it; the first argument is the length of a round in seconds (default 1). */
  public static void main(String[] args) throws Exception {
    var round = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 1);
    var judging = new Threads(Judging.ofOneTarget(), 1, Judging.EACH);
    new Comparison(
            "judgements, %,d to a call".formatted(Judging.EACH),
            List.of(Contender.of("judged, everything being known", judging)))
        .run(round, ROUNDS);
    BothStores.each((store, directory, settings) -> compare(store, directory, settings, round));
    System.exit(0); // The actor systems have ended; a thread of a pool may linger for a minute.
  }

  private static void compare(String store, Path directory, Config settings, Duration round)
      throws Exception {
    var config = NOTHING_RUNS.withFallback(settings);
    try (var plane = ExecutionPlane.builder().config(config).dataDirectory(directory).start()) {
      var commands = GovernedCommands.of(plane);
      occupy(plane, commands);
      var contenders = new ArrayList<Contender>();
      for (var atOnce : AT_ONCE) {
        var commit =
            Contender.of(
                "one commit, %d at once".formatted(atOnce),
                new JournalRound(plane.journal(), plane.system(), atOnce, EVENTS_OF_A_VERDICT));
        var admission = new AdmissionRound(plane, commands.request("true"), atOnce);
        contenders.add(commit);
        contenders.add(
            Contender.beside(commit, "admitted, %d at once".formatted(atOnce), admission));
      }
      new Comparison(store + ", to a durable verdict", contenders).run(round, ROUNDS);
      printRatios(contenders);
    }
  }

  /** Takes the only place, and returns once nothing more is written about that. */
  private static void occupy(ExecutionPlane plane, GovernedCommands commands) {
    var client = plane.client();
    var ref = client.submit(commands.request("sleep", "3600")).toCompletableFuture().join().ref();
    client
        .events(ref, 1, true)
        .filter(recorded -> recorded.event().type().equals("lane.fact"))
        .runWith(Sink.head(), plane.system())
        .toCompletableFuture()
        .join();
  }

  private static void printRatios(List<Contender> contenders) {
    for (var i = 0; i < contenders.size(); i += 2) {
      var commit = contenders.get(i);
      var admission = contenders.get(i + 1);
      System.out.printf(
          "%-42s %.2f (p50), %.2f (p99) times %s%n",
          admission.name(),
          admission.medianMillis(50) / commit.medianMillis(50),
          admission.medianMillis(99) / commit.medianMillis(99),
          commit.name());
    }
  }
}
