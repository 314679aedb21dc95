package io.executionplane.benchmarks;

import com.typesafe.config.Config;
import io.executionplane.node.ExecutionPlane;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Governed executions of {@code /bin/true} with durable evidence, beside what they cannot beat for
 * long: a loop in C that starts the same program, the JDK, and the database committing one row.
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
        new Comparison(store + ", /bin/true", contenders(governed(plane), commits, directory))
            .run(round, ROUNDS);
      }
    }
  }

  private static List<Contender> contenders(Workload governed, Workload commits, Path directory)
      throws Exception {
    var c = CProgram.compile("spawn", directory);
    var contenders = new ArrayList<Contender>();
    for (var atOnce : List.of(1, 2, 16)) {
      c.map(program -> new SpawnLoops(program, atOnce))
          .map(loops -> Contender.of("posix_spawn in C, %d at once".formatted(atOnce), loops))
          .ifPresent(contenders::add);
      var jdk = Threads.of(atOnce, GovernedTrue::bare);
      var bare = Contender.of("ProcessBuilder, %d at once".formatted(atOnce), jdk);
      var name = "governed, %d at once".formatted(atOnce);
      contenders.addAll(List.of(bare, Contender.beside(bare, name, Threads.of(atOnce, governed))));
    }
    contenders.add(Contender.of("one-row commit", Threads.of(1, commits)));
    return contenders;
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
