package io.executionplane.benchmarks;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.authority.GrantClaims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Governed executions of {@code /bin/true} with durable evidence, beside what they cannot beat for
 * long: the JDK starting the same program, and the database committing one row.
 *
 * <p>Rounds alternate, so that a machine that slows down slows all of them down.
 */
public final class GovernedTrue {

  private static final int ROUNDS = 5;
  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String PROGRAM = "/bin/true";

  private GovernedTrue() {}

  /** Runs the comparison; the first argument is the length of a round in seconds (default 3). */
  public static void main(String[] args) throws Exception {
    var round = Duration.ofSeconds(args.length > 0 ? Long.parseLong(args[0]) : 3);
    var directory = Files.createTempDirectory("governed-true");
    try (var plane = ExecutionPlane.builder().dataDirectory(directory).start();
        var commits = OneRowCommits.open(directory.resolve("commits"))) {
      var governed = governed(plane);
      var contenders =
          List.of(
              new Contender("ProcessBuilder, 1", GovernedTrue::bare, 1),
              new Contender("governed, 1", governed, 1),
              new Contender("ProcessBuilder, 16", GovernedTrue::bare, 16),
              new Contender("governed, 16", governed, 16),
              new Contender("one-row commit, 1", commits, 1));
      measure(contenders, round);
      print(contenders);
    } finally {
      delete(directory);
    }
    System.exit(0); // The actor system has ended; a thread of a pool may linger for a minute.
  }

  private static void measure(List<Contender> contenders, Duration round) throws Exception {
    for (var contender : contenders) {
      progress("warming up " + contender.name());
      Round.run(contender.workload(), contender.threads(), round);
    }
    for (var i = 1; i <= ROUNDS; i++) {
      for (var contender : contenders) {
        progress("round " + i + " of " + ROUNDS + ": " + contender.name());
        contender.add(Round.run(contender.workload(), contender.threads(), round));
      }
    }
  }

  private static void progress(String text) {
    System.err.println(text);
  }

  private static void print(List<Contender> contenders) {
    System.out.printf("%-20s %10s %12s %12s%n", "", "per s", "p50 (us)", "p99 (us)");
    for (var each : contenders) {
      System.out.printf(
          "%-20s %10.0f %12.0f %12.0f%n",
          each.name(),
          each.medianPerSecond(),
          each.medianPercentileMicros(50),
          each.medianPercentileMicros(99));
    }
    ratio("governed / ProcessBuilder, 1", contenders.get(1), contenders.get(0));
    ratio("governed / ProcessBuilder, 16", contenders.get(3), contenders.get(2));
  }

  private static void ratio(String name, Contender over, Contender under) {
    System.out.printf("%-32s %5.2f%n", name, over.medianPerSecond() / under.medianPerSecond());
  }

  // --- The workloads

  private static void bare() throws IOException, InterruptedException {
    var status = new ProcessBuilder(PROGRAM).start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(PROGRAM + " exited with " + status);
    }
  }

  private static Workload governed(ExecutionPlane plane) {
    var request =
        AdmissionRequest.of(
                ProcessRun.LANE_ID,
                ProcessRun.OPERATION,
                ProcessRun.CONTRACT.encodeObject(ProcessRun.of(PROGRAM)))
            .accepting(AttestationClass.LOCAL_PROCESS_WEAK)
            .withAuthority(grant(plane));
    return () -> run(plane, request);
  }

  private static void run(ExecutionPlane plane, AdmissionRequest request) {
    var client = plane.client();
    var ref = client.submit(request).toCompletableFuture().join().ref();
    var result = client.awaitResult(ref, WITHIN).toCompletableFuture().join();
    if (result.status() != ExecutionStatus.SUCCEEDED) {
      throw new IllegalStateException(ref + " " + result.status() + " " + result.failure());
    }
  }

  /** One grant for all of them, not bound to a payload: signing is not what is measured. */
  private static AuthorityRef grant(ExecutionPlane plane) {
    var issuer = plane.localIssuer();
    var now = Instant.now().getEpochSecond();
    return issuer.issue(
        new GrantClaims(
            issuer.issuer(),
            "benchmark",
            plane.audience(),
            now,
            now,
            now + Duration.ofHours(1).toSeconds(),
            "benchmark",
            List.of(ProcessRun.LANE_ID),
            List.of(ProcessRun.OPERATION),
            List.of("*"),
            List.of("*"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
