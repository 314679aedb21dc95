package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionLost;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.testkit.generate.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is killed loses what it did not see, never what it did, and repeats nothing. */
@Tag("store")
class CrashTest {

  private static final int ROUNDS = 3;
  private static final int EXECUTIONS = 30;

  @TempDir private Path directory;

  private Commands commands;

  @BeforeEach
  void prepare() {
    commands = Commands.in(directory);
  }

  @AfterEach
  void endWhatWasLeft() {
    commands.mark().kill();
  }

  @Test
  void recordsWhatRanAsLostAndEndsItAndLaunchesNothingAgain() throws IOException {
    try (var forked = ForkedPlane.start(commands)) {
      forked.submit("long", "echo done >> effect; exec sleep 600");
      forked.awaitLaunch("long");
      Eventually.holds("the effect", () -> Files.exists(directory.resolve("effect")));
      forked.kill();
    }

    try (var plane = TestPlane.in(directory.resolve("data"))) {
      var ref = ref(plane, "long");
      var result = plane.result(ref);
      var again = plane.submit(request(plane, "long", "echo done >> effect; exec sleep 600"));

      assertThat(result.status()).isEqualTo(ExecutionStatus.LOST);
      assertThat(again.ref()).isEqualTo(ref);
      assertThat(plane.eventTypes(ref))
          .containsOnlyOnce("execution.started")
          .endsWith("execution.lost");
      assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
      assertThat(Files.readAllLines(directory.resolve("effect"))).hasSize(1);
      assertThat(commands.mark().alive()).isEmpty();
    }
  }

  /** Killed before the launch is recorded, it cannot name what it left behind, and does not. */
  @Test
  void doesNotClaimThatWhatItCannotNameIsGone() {
    try (var forked = ForkedPlane.start(commands)) {
      forked.submit("long", "exec sleep 600");
      Eventually.holds("an effect", () -> !commands.mark().alive().isEmpty());
      forked.kill();
    }

    try (var plane = TestPlane.in(directory.resolve("data"))) {
      var ref = ref(plane, "long");
      Eventually.holds("its end", () -> plane.eventTypes(ref).contains("execution.lost"));

      var last = (ExecutionLost) plane.events(ref).get(plane.events(ref).size() - 1).payload();
      assertThat(last.observed().isPresent()).isEqualTo(last.lastFact().isPresent());
      assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
    }
  }

  @Test
  void runsNothingTwiceHoweverOftenTheNodeIsKilled() throws IOException {
    var random = Seeded.fresh();
    for (var round = 0; round < ROUNDS; round++) {
      killSomewhereIn(round, random);
    }

    try (var plane = TestPlane.in(directory.resolve("data"))) {
      for (var round = 0; round < ROUNDS; round++) {
        for (var i = 0; i < EXECUTIONS; i++) {
          var id = id(round, i);
          var before = effects(id);
          plane.submitUntilRecorded(request(plane, id, script(id)));
          var result = plane.result(ref(plane, id));

          assertThat(effects(id)).as("%s: %s", random, result).isBetween(before, 1L);
          assertThat(plane.verify(ref(plane, id)).verdict())
              .as("%s: %s", random, result)
              .isEqualTo(Verdict.VERIFIED);
          if (result.status() == ExecutionStatus.SUCCEEDED) {
            assertThat(effects(id)).as("%s: %s", random, result).isEqualTo(1);
          } else {
            assertThat(result.status())
                .as("%s: %s", random, result)
                .isEqualTo(ExecutionStatus.LOST);
          }
        }
      }
    }
  }

  /** Kills the node after some of its words: about as many as there are kinds of moments. */
  private void killSomewhereIn(int round, Seeded random) {
    try (var forked = ForkedPlane.start(commands)) {
      for (var i = 0; i < EXECUTIONS; i++) {
        forked.submit(id(round, i), script(id(round, i)));
      }
      for (var words = random.between(0, 2 * EXECUTIONS - 5); words > 0; words--) {
        forked.nextLine();
      }
      forked.kill();
    }
  }

  private static String id(int round, int i) {
    return "round-" + round + "-" + i;
  }

  private static String script(String id) {
    return "echo done >> " + id;
  }

  private AdmissionRequest request(TestPlane plane, String id, String script) {
    return plane.granted(plane.wish(commands.shell(script)).withRequestId(id));
  }

  private ExecutionRef ref(TestPlane plane, String id) {
    return plane.client().refOf(plane.wish(commands.shell("")).withRequestId(id));
  }

  private long effects(String id) throws IOException {
    var file = directory.resolve(id);
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }
}
