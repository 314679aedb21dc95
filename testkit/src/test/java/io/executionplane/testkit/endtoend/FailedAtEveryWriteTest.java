package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.testkit.endtoend.CrashImage.Named;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whichever row of a node cannot be written, of events, output or the log: nothing is lost, doubled
 * or forked, nothing is run twice, and the node goes on.
 */
class FailedAtEveryWriteTest {

  /** More rows than one execution writes. */
  private static final int ROWS_MAX = 100;

  private static final Map<String, String> IMPATIENT =
      Map.of(
          "execution-plane.node.ask-timeout", "3s",
          "execution-plane.authority.answer-within", "1s",
          "execution-plane.node.facts-within", "2s",
          "execution-plane.node.session.durable-within", "1s");

  @TempDir private Path directory;

  private Path home;
  private Commands commands;

  @BeforeEach
  void prepare() throws Exception {
    home = Files.createDirectory(directory.resolve("home"));
    commands = Commands.in(home);
    CrashImage.requireFiles();
  }

  @AfterEach
  void endWhatWasLeft() {
    NthWrite.failing(Long.MAX_VALUE);
    commands.mark().kill();
  }

  @Test
  void goesOnWhicheverRowCannotBeWritten() throws Exception {
    var tried = new ArrayList<Named>();
    try (var plane = TestPlane.in(home.resolve("data"), ConfigFactory.parseMap(IMPATIENT))) {
      try (var connection = plane.plane().journal().dataSource().getConnection()) {
        NthWrite.watch(connection);
      }
      for (var n = 1; failsAt(n, plane, tried); n++) {
        assertThat(n).isLessThan(ROWS_MAX);
      }
    }

    assertThat(tried).hasSizeGreaterThan(10);
    new CrashImage("at the end", home).assertWhole(tried);
  }

  /** Whether the n-th row was reached. */
  private boolean failsAt(int n, TestPlane plane, List<Named> tried) throws Exception {
    var id = "row-" + n;
    var ref = WritingPlane.ref(plane, commands, id);
    tried.add(new Named(id, ref));
    NthWrite.failing(n);

    plane.submitUntilRecorded(WritingPlane.request(plane, commands, id));
    plane.result(ref);
    TestPlane.await(plane.plane().anchored(ref));

    var failed = NthWrite.hasFailed();
    assertSound(plane, id, ref);
    return failed;
  }

  private void assertSound(TestPlane plane, String id, ExecutionRef ref) throws Exception {
    assertThat(CrashImage.effects(home, id)).as(id).isBetween(0, 1);
    assertThat(plane.eventTypes(ref)).as(id).containsOnlyOnce("execution.started");
    assertThat(plane.verify(ref).failed()).as(id).isEmpty();
  }
}
