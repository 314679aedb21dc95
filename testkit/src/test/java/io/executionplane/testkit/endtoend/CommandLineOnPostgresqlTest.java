package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import io.executionplane.journal.sample.PostgresqlForTests;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.testkit.os.MarkedProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line with the configuration that we ship for PostgreSQL. */
class CommandLineOnPostgresqlTest {

  private static final String SILENT = "echo up; exec sleep 600";

  private final MarkedProcesses mark = MarkedProcesses.fresh();

  @TempDir private Path directory;
  private Path config;

  /** Ours, with what a user would put in its place. */
  @BeforeEach
  void configure() throws IOException {
    var password = Files.writeString(directory.resolve("password"), "not asked for\n");
    var own =
        ConfigFactory.parseMap(
                Map.of(
                    "execution-plane.store.directory", directory.resolve("data").toString(),
                    "execution-plane.store.postgresql.password-file", password.toString()))
            .withFallback(TestDatabase.POSTGRESQL.reach(directory));
    config =
        Files.writeString(
            directory.resolve("own.conf"),
            "include classpath(\"postgresql.conf\")\n"
                + own.root().render(ConfigRenderOptions.concise().setJson(false)));
  }

  @AfterEach
  void endWhatWasLeft() {
    mark.kill();
  }

  @Test
  void runsAndReadsWithTheSameFile() {
    var ran =
        ForkedCommand.run(
            directory, Map.of(), "run", "--config", config.toString(), "--", "/bin/echo", "hello");
    var checked =
        ForkedCommand.run(
            directory, Map.of("EP_CONFIG", config.toString()), "journal", "check", "-o", "json");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("hello");
    assertThat(ran.err()).contains("succeeded", "verified");
    assertThat(checked.status()).as(checked.err()).isZero();
    assertThat(checked.out()).contains("\"verified\" : 1");
    assertThat(directory.resolve("data/journal.mv.db")).doesNotExist();
  }

  @Test
  void endsWithOneLineWhenTheDatabaseIsNotOursAnyMore() {
    var variable = mark.name() + "=" + mark.value();
    var words =
        List.of("run", "--config", config.toString(), "--env", variable, "--", "sh", "-c", SILENT);
    try (var run = ForkedCommand.start(directory, Map.of(), words.toArray(String[]::new))) {
      assertThat(run.nextLine()).isEqualTo("up");

      PostgresqlForTests.endOwnersSession();
      var left = run.awaitEnd();

      assertThat(left.status()).isEqualTo(125);
      assertThat(left.err().lines())
          .singleElement()
          .asString()
          .startsWith("ep: The database jdbc:postgresql:")
          .contains("is not ours any more")
          .endsWith("What ran was stopped.");
      Eventually.holds("the end of the effect", () -> mark.alive().isEmpty());
    }
  }
}
