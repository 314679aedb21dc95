package io.executionplane.benchmarks;

import com.typesafe.config.Config;
import io.executionplane.node.ExecutionPlane;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Governed executions of {@code /bin/true} with durable evidence, beside what they cannot beat for
 * long: the JDK starting the same program, and the database committing one row.
 */
public final class GovernedTrue {

  private static final int ROUNDS = 5;
  private static final String PROGRAM = "/bin/true";

  private GovernedTrue() {}

  /** Runs the comparison; the first argument is the length of a round in seconds (default 3). */
  public static void main(String[] args) throws Exception {
    var round = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 3);
    BothStores.each((store, directory, settings) -> compare(store, directory, settings, round));
    System.exit(0); // The actor systems have ended; a thread of a pool may linger for a minute.
  }

  private static void compare(String store, Path directory, Config settings, Duration round)
      throws Exception {
    try (var plane = ExecutionPlane.builder().config(settings).dataDirectory(directory).start()) {
      var database = plane.journal().dataSource();
      PlainRows.createTable(database);
      try (var commits = PlainRows.open(database, 1)) {
        new Comparison(store + ", /bin/true", contenders(governed(plane), commits))
            .run(round, ROUNDS);
      }
    }
  }

  private static List<Contender> contenders(Workload governed, Workload commits) {
    var one = Contender.of("ProcessBuilder, 1 at once", Threads.of(1, GovernedTrue::bare));
    var many = Contender.of("ProcessBuilder, 16 at once", Threads.of(16, GovernedTrue::bare));
    return List.of(
        one,
        Contender.beside(one, "governed, 1 at once", Threads.of(1, governed)),
        many,
        Contender.beside(many, "governed, 16 at once", Threads.of(16, governed)),
        Contender.of("one-row commit", Threads.of(1, commits)));
  }

  private static void bare() throws IOException, InterruptedException {
    var status = new ProcessBuilder(PROGRAM).start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(PROGRAM + " exited with " + status);
    }
  }

  private static Workload governed(ExecutionPlane plane) {
    var commands = GovernedCommands.of(plane);
    var request = commands.request(PROGRAM);
    return () -> commands.run(request);
  }
}
