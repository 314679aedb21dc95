package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {

  private static final int ACKNOWLEDGED = 100;

  @TempDir private Path directory;

  @Test
  void losesNothingThatWasAcknowledgedBeforeTheProcessWasKilled() throws Exception {
    var writer = start();
    var acknowledged = 0;
    try (var lines = writer.inputReader(StandardCharsets.UTF_8)) {
      while (acknowledged < ACKNOWLEDGED && lines.readLine() != null) {
        acknowledged++;
      }
      kill(writer);
      while (lines.readLine() != null) { // What it had said before it was killed.
        acknowledged++;
      }
    }

    try (var store = JournalStore.open(Settings.in(directory))) {
      assertThat(acknowledged).isGreaterThanOrEqualTo(ACKNOWLEDGED);
      for (var i = 0; i < acknowledged; i++) {
        assertThat(store.reader().find(history(i).ref())).as(String.valueOf(i)).isPresent();
      }
    }
  }

  private static History history(int i) {
    return History.of("request-" + i).and(Payloads.rejected());
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void kill(Process process) throws InterruptedException {
    process.toHandle().destroyForcibly(); // The process's own method would close its output too.
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  /** Writes events until it is killed, and says after each that it is stored. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws SQLException, IOException {
      var out = System.out;
      try (var store = JournalStore.open(Settings.in(Path.of(arguments[0])))) {
        for (var i = 0; true; i++) {
          Rows.write(store.dataSource(), history(i));
          out.write('.');
          out.write('\n');
          out.flush();
        }
      }
    }
  }
}
