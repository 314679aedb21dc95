package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.read.ProgressListener;
import io.executionplane.journal.replay.JournalCheck;
import io.executionplane.journal.replay.JournalFinding;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;

/**
 * The files of a {@link WritingPlane} as they were at one moment, which is what a kill at that
 * moment would have left.
 *
 * @param what the step that was to come
 * @param directory the copy
 */
record CrashImage(String what, Path directory) {

  /** What is in files can be copied at any moment; what is in a server cannot. */
  static void requireFiles() {
    Assumptions.assumeTrue(
        TestDatabase.chosen() == TestDatabase.H2, "skipped, because the store is not in files");
  }

  /** Copies the files of a node that stands still. */
  static CrashImage of(Path running, String what, Path copy) throws IOException {
    try (var paths = Files.walk(running)) {
      for (var path : paths.toList()) {
        var to = copy.resolve(running.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(to);
        } else {
          Files.write(to, settled(path));
          Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(path));
        }
      }
    }
    return new CrashImage(what, copy);
  }

  /** What a thread had told the kernel to write before it was stopped may still be under way. */
  private static byte[] settled(Path path) throws IOException {
    var before = Files.readAllBytes(path);
    var now = Files.readAllBytes(path);
    while (!Arrays.equals(before, now)) {
      before = now;
      now = Files.readAllBytes(path);
    }
    return now;
  }

  Path data() {
    return directory.resolve("data");
  }

  /** What somebody outside was told, such as {@code ended one}. */
  boolean isAnswered(String what, String id) throws IOException {
    var answers = directory.resolve("answers");
    return Files.exists(answers) && Files.readAllLines(answers).contains(what + " " + id);
  }

  /** How often a command was run. */
  static int effects(Path directory, String id) throws IOException {
    var file = directory.resolve(id);
    return Files.exists(file) ? Files.readAllLines(file).size() : 0;
  }

  // --- What must hold

  /** Opens the store and its log as a node does when it starts, and finds everything right. */
  void assertWhole(List<Named> executions) throws Exception {
    try (var store = JournalStore.open(settings())) {
      EvidenceLog.open(store.dataSource(), data(), Clock.systemUTC());
      for (var each : executions) {
        assertKept(store, each);
      }
      assertNothingWrong(store.dataSource());
    }
  }

  /** An execution, by the name that answers have of it. */
  record Named(String id, ExecutionRef ref) {}

  private StoreSettings settings() {
    return StoreSettings.from(ConfigFactory.load()).withDirectory(data());
  }

  private void assertKept(JournalStore store, Named each) throws IOException {
    var found = store.reader().find(each.ref());
    if (isAnswered("admitted", each.id())) {
      assertThat(found).as("%s: %s was admitted", what, each.id()).isPresent();
    }
    if (isAnswered("ended", each.id())) {
      assertThat(found.orElseThrow().state().ended()).as("%s: %s", what, each.id()).isPresent();
    }
    if (isAnswered("anchored", each.id())) {
      assertThat(anchors(new LogReader(store.dataSource()), each.ref()))
          .as("%s: %s", what, each.id())
          .last()
          .satisfies(last -> assertThat(last.state()).isEqualTo(Anchor.State.TERMINAL));
    }
    var effects = effects(directory, each.id());
    assertThat(effects).as("%s: %s", what, each.id()).isBetween(0, 1);
    if (effects == 1) {
      assertThat(found.orElseThrow().state().startedAt())
          .as("%s: the start of %s was recorded before", what, each.id())
          .isPresent();
    }
  }

  private void assertNothingWrong(DataSource database) {
    var wrong = new ArrayList<JournalFinding>();
    new JournalCheck(
            database,
            finding -> {
              if (finding.certain()) {
                wrong.add(finding);
              }
            },
            ProgressListener.none())
        .run();
    assertThat(wrong).as(what).isEmpty();
    assertThat(anchors(new LogReader(database)))
        .as(what)
        .extracting(anchor -> anchor.execution() + " seq " + anchor.seq())
        .doesNotHaveDuplicates();
  }

  private static List<Anchor> anchors(LogReader log, ExecutionRef ref) {
    return anchors(log).stream().filter(each -> each.execution().equals(ref)).toList();
  }

  private static List<Anchor> anchors(LogReader log) {
    return log.entries(0, Integer.MAX_VALUE).stream()
        .map(entry -> LogEntry.decode(entry.toArray()))
        .filter(Anchor.class::isInstance)
        .map(Anchor.class::cast)
        .toList();
  }
}
