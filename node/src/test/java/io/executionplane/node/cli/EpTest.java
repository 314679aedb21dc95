package io.executionplane.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frob                       | there is no command or option frob",
        "run                        | COMMAND",
        "run --frob -- true         | --frob",
        "run --env FOO -- true      | --env",
        "run --env =x -- true       | --env",
        "run --timeout 3 -- true    | --timeout",
        "run --timeout 0s -- true   | --timeout",
        "run --timeout 9d9 -- true  | --timeout",
        "run --label a -- true      | --label",
        "run --cwd                  | --cwd",
        "list --limit 0             | --limit",
        "list --status happy        | --status",
        "list -o xml                | --output",
        "logs --from 3 ex_abcdef    | --from",
        "logs --stream A/B ex_abcdef| --stream",
        "events                     | REF",
        "evidence                   | name a command",
        "evidence frob              | there is no command or option frob",
      })
  void refusesBadInputInOneLineThatNamesIt(String line, String named) {
    assertThat(ep(line.strip().split(" "))).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString().lines()).singleElement().asString().contains(named);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void doesNotRepeatWhatMayBeASecret() {
    ep("run", "--env", "hunter2", "--", "true");

    assertThat(err.toString()).doesNotContain("hunter2");
  }

  @Test
  void saysWhenThereIsNoStoreInsteadOfMakingOne() {
    var absent = directory.resolve("absent");

    assertThat(ep("list", "--data", absent.toString())).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString()).contains("there is no store in " + absent);
    assertThat(absent).doesNotExist();
  }

  @Test
  void saysWhenAStoreIsDamaged() throws IOException {
    Files.writeString(directory.resolve("journal.mv.db"), "not a database");

    assertThat(ep("list", "--data", directory.toString())).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString().lines()).singleElement().asString().contains("journal.mv.db");
  }

  @ParameterizedTest
  @CsvSource({"run", "list", "show", "events", "logs", "evidence", "describe", "doctor", "version"})
  void showsAnExampleInTheHelpOfEveryCommand(String command) {
    assertThat(ep(command, "--help")).isEqualTo(ExitStatus.OK);

    assertThat(out.toString()).contains("Example:").contains("  ep " + command);
  }

  private int ep(String... args) {
    return Ep.run(
        new Console(
            new PrintWriter(out), new PrintWriter(err, true), new Terminals(false, false, false)),
        args);
  }
}
