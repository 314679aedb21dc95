package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class KilledProcessTest {

  private static final int ACKNOWLEDGED = 100;

  @Parameter TestDatabase database;
  @TempDir private Path directory;

  @Test
  void losesNothingThatWasAcknowledgedBeforeTheProcessWasKilled() throws Exception {
    var section = section();
    var writer = start(section);
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

    try (var store = JournalStore.open(StoreSettings.from(section))) {
      assertThat(acknowledged).isGreaterThanOrEqualTo(ACKNOWLEDGED);
      for (var i = 0; i < acknowledged; i++) {
        assertThat(store.reader().find(history(i).ref())).as(String.valueOf(i)).isPresent();
      }
    }
  }

  private static History history(int i) {
    return History.of("request-" + i).and(Payloads.rejected());
  }

  /** A server needs a moment to notice that a process has died. */
  private Config section() {
    return ConfigFactory.parseMap(Map.of("postgresql.takeover-wait", "30s"))
        .atPath(StoreSettings.PATH)
        .withFallback(database.configuration(directory).withOnlyPath(StoreSettings.PATH));
  }

  private Process start(Config section) throws IOException {
    var file = Files.writeString(directory.resolve("store.conf"), section.root().render());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dconfig.file=" + file,
            Writer.class.getName())
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

    public static void main(String[] unused) throws SQLException, IOException {
      var out = System.out;
      try (var store = JournalStore.open(StoreSettings.from(ConfigFactory.load()))) {
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
