package io.executionplane.benchmarks;

import com.typesafe.config.Config;
import io.executionplane.node.ExecutionPlane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How fast the record of real executions is verified: as exported directories without a database,
 * and as it is stored; beside hashing the exported files once.
 */
public final class VerificationRates {

  private static final int ROUNDS = 3;
  private static final int COMMANDS = 500;
  private static final int OUTPUTS = 16;
  private static final int OUTPUT_MEBIBYTES = 8;

  private VerificationRates() {}

  /** Runs it; the first argument is the length of a round in seconds (default 3). */
  public static void main(String[] args) throws Exception {
    var round = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 3);
    BothStores.each((store, directory, settings) -> events(store, directory, settings, round));
    BothStores.each((store, directory, settings) -> bytes(store, directory, settings, round));
    System.exit(0); // The actor systems have ended; a thread of a pool may linger for a minute.
  }

  private static void events(String store, Path directory, Config settings, Duration round)
      throws Exception {
    try (var plane = ExecutionPlane.builder().config(settings).dataDirectory(directory).start();
        var exports = ScratchDirectory.create()) {
      var commands = GovernedCommands.of(plane);
      var request = commands.request("/bin/true");
      var records = ExportedRecords.of(commands, request, COMMANDS, exports.path());
      compare(store + ", events", records, records.eventsOfEach(), round);
    }
  }

  private static void bytes(String store, Path directory, Config settings, Duration round)
      throws Exception {
    try (var plane = ExecutionPlane.builder().config(settings).dataDirectory(directory).start();
        var exports = ScratchDirectory.create()) {
      var commands = GovernedCommands.of(plane);
      var bytes = String.valueOf(OUTPUT_MEBIBYTES << 20);
      var request = commands.request("/usr/bin/head", "-c", bytes, "/dev/urandom");
      var records = ExportedRecords.of(commands, request, OUTPUTS, exports.path());
      compare(store + ", MiB of output", records, OUTPUT_MEBIBYTES, round);
    }
  }

  private static void compare(String title, ExportedRecords records, int units, Duration round)
      throws Exception {
    var limit = Contender.of("exported files, hashed once", alone(records.hashingFiles(), units));
    var contenders =
        List.of(
            limit,
            Contender.beside(limit, "exports, verified", alone(records.verifyingExports(), units)),
            Contender.beside(
                limit, "stored records, verified", alone(records.verifyingStored(), units)),
            Contender.beside(
                limit,
                "the whole store, checked",
                alone(records.checkingStore(), units * records.count())));
    new Comparison(title, contenders).run(round, ROUNDS);
  }

  private static Round alone(Workload workload, int units) {
    return new Threads(workload, 1, units);
  }
}
