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
        "run --credential A -- true | --credential",
        "run --credential A=b -- true | --credential A=… must be a handle",
        "run --credential A=credential-handle://b --env A=c -- true | both set A",
        "run --timeout 3 -- true    | --timeout",
        "run --timeout 0s -- true   | --timeout",
        "run --timeout 9d9 -- true  | --timeout",
        "run --label a -- true      | --label",
        "run --constraint a -- true | --constraint",
        "run --sandbox --class a -- true | --sandbox and --class",
        "run --cwd                  | --cwd",
        "list --limit 0             | --limit",
        "list --status happy        | --status",
        "list -o xml                | --output",
        "logs --from 3 ex_abcdef    | --from",
        "logs --stream A/B ex_abcdef| --stream",
        "events                     | REF",
        "evidence                   | name a command",
        "evidence frob              | there is no command or option frob",
        "authority                  | name a command",
        "journal                    | name a command",
        "journal frob               | there is no command or option frob",
        "journal list --limit 1001  | --limit",
        "journal list --state happy | --status",
        "journal list --label a     | --label",
        "journal list --label a=1 --label a=2 | --label",
        "journal list --since noon  | --since",
        "journal replay             | REF",
        "journal replay ex_abcdef --to x               | --to",
        "journal replay ex_abcdef --to 1 --output      | --to",
        "journal replay ex_abcdef --speed 4x           | --speed",
        "journal replay ex_abcdef --output --speed 4   | a speed is written like",
        "journal replay ex_abcdef --output --speed 0x  | a speed must be",
        "journal replay ex_abcdef --stream stdout      | --stream",
        "journal replay ex_abcdef --output --stream A  | --stream",
        "journal replay ex_abcdef --asciicast v1       | there are v2 and v3",
        "journal replay ex_abcdef --size 80x24         | --size",
        "journal replay ex_abcdef --asciicast v2 --size 80   | a size is written like",
        "journal replay ex_abcdef --asciicast v2 --size 0x24 | a size is written like",
        "journal replay ex_abcdef --asciicast v2 --output    | exclude each other",
        "journal rerun              | REF",
        "journal import             | --from",
        "journal import --from a --data a             | there is no store in",
        "journal import --from . --data .             | --from and --data name the same directory",
        "journal import --from . --from-config /absent | --from-config: /absent cannot be read",
        "evidence export ex_abcdef  | --out",
        "evidence export --out x    | REF",
        "evidence prove             | REF",
        "evidence show              | REF",
        "evidence verify            | name an execution or a directory, or --all",
        "evidence verify --all ex_abcdef   | name an execution or a directory, or --all",
        "evidence verify --all --key k     | --key goes with a directory",
        "evidence verify a/b        | there is no directory a/b",
        "evidence verify --key k ex_abcdef | --key goes with a directory",
        "evidence verify --key /absent .   | --key: /absent cannot be read",
      })
  void refusesBadInputInOneLineThatNamesIt(String line, String named) {
    assertThat(ep(line.strip().split(" "))).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString().lines()).singleElement().asString().contains(named);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void doesNotRepeatWhatMayBeASecret() {
    ep("run", "--env", "hunter2", "--", "true");
    ep("run", "--credential", "KEY=hunter2", "--", "true");

    assertThat(err.toString()).doesNotContain("hunter2");
  }

  @Test
  void saysWhenThereIsNoStoreInsteadOfMakingOne() {
    var absent = directory.resolve("absent");

    assertThat(ep("list", "--data", absent.toString())).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString()).contains("there is no store in " + absent);
    assertThat(absent).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"show", "verify", "export", "prove"})
  void showsAnExampleInTheHelpOfEveryCommandAboutEvidence(String command) {
    assertThat(ep("evidence", command, "--help")).isEqualTo(ExitStatus.OK);

    assertThat(out.toString()).contains("Example:").contains("  ep evidence " + command);
  }

  @Test
  void verifiesADirectoryWithoutAStore() throws IOException {
    var status = ep("evidence", "verify", directory.toString());

    assertThat(status).isEqualTo(1);
    assertThat(out.toString()).contains("failed", "manifest.json", "is missing");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesAKeyFileThatHoldsSomethingElse() throws IOException {
    var keys = Files.writeString(directory.resolve("keys"), "not a key\n");

    var status = ep("evidence", "verify", "--key", keys.toString(), directory.toString());

    assertThat(status).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("--key: " + keys + " holds something else than keys");
  }

  @Test
  void saysWhenAStoreIsDamaged() throws IOException {
    Files.writeString(directory.resolve("journal.mv.db"), "not a database");

    assertThat(ep("list", "--data", directory.toString())).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString().lines()).singleElement().asString().contains("journal.mv.db");
  }

  @Test
  void describesWhatTheStorePromises() {
    assertThat(ep("describe", "--data", directory.toString())).isEqualTo(ExitStatus.OK);
    assertThat(out.toString())
        .contains("execution_evidence: local_restart_safe, restart claim none, captures full_debug")
        .contains("in memory  target_descriptor, attach_grant");

    assertThat(ep("describe", "-o", "json", "--data", directory.toString()))
        .isEqualTo(ExitStatus.OK);
    assertThat(out.toString())
        .contains("\"profile\" : \"local_restart_safe\"")
        .contains("\"credential_resolvers\" : [ ]")
        .contains("\"sinks\" : [ ]");
  }

  @Test
  void probesNoTargetThatIsNotThere() {
    assertThat(ep("targets", "probe", "elsewhere", "--data", directory.toString()))
        .isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString()).isEqualTo("ep: there is no target elsewhere\n");
  }

  @ParameterizedTest
  @CsvSource({"list", "replay ex_abcdef", "rerun ex_abcdef", "check", "stats", "rebuild"})
  void journalCommandsMakeNoStoreEither(String command) {
    var absent = directory.resolve("absent");

    assertThat(ep(("journal " + command + " --data " + absent).split(" ")))
        .isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString()).contains("there is no store in " + absent);
    assertThat(absent).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "list", "replay", "rerun", "check", "stats", "migrate", "import", "rebuild", "recover"
  })
  void showsAnExampleInTheHelpOfEveryJournalCommand(String command) {
    assertThat(ep("journal", command, "--help")).isEqualTo(ExitStatus.OK);

    assertThat(out.toString()).contains("Example:").contains("  ep journal " + command);
  }

  @ParameterizedTest
  @CsvSource({
    "run",
    "list",
    "show",
    "events",
    "logs",
    "authority",
    "evidence",
    "journal",
    "describe",
    "lanes",
    "targets",
    "doctor",
    "version"
  })
  void showsAnExampleInTheHelpOfEveryCommand(String command) {
    assertThat(ep(command, "--help")).isEqualTo(ExitStatus.OK);

    assertThat(out.toString()).contains("Example:").contains("  ep " + command);
  }

  private int ep(String... args) {
    return Ep.run(
        new Console(
            new PrintWriter(out), new PrintWriter(err, true), new Terminals(true, false, false)),
        args);
  }
}
