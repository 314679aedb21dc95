package io.executionplane.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --config} names is what a command goes by. */
class ConfigOptionTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"list", "run -- true", "describe", "doctor", "journal check"})
  void refusesASettingThatNobodyKnowsAndNamesTheNearest(String command) throws IOException {
    var config = config("execution-plane.store.pool-sice = 4");
    Files.createDirectory(data());

    assertThat(ep(command, "--config", config, "--data", data())).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("execution-plane.store.pool-sice is not a setting")
        .endsWith("the nearest is execution-plane.store.pool-size");
    assertThat(data()).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "run -- true", "describe", "doctor", "journal check"})
  void namesTheSettingThatIsOutOfItsRange(String command) throws IOException {
    var config = config("execution-plane.store.pool-size = 65");
    Files.createDirectory(data());

    assertThat(ep(command, "--config", config, "--data", data())).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString()).contains("execution-plane.store.pool-size must be 2 to 64");
    assertThat(data()).isEmptyDirectory();
  }

  @Test
  void refusesAFileThatCannotBeRead() {
    var absent = directory.resolve("absent.conf");

    assertThat(ep("list", "--config", absent)).isEqualTo(ExitStatus.PLANE);
    assertThat(ep("list", "--config", directory)).isEqualTo(ExitStatus.PLANE);
    assertThat(ep("list", "--config", "")).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString().lines())
        .containsExactly(
            "ep: --config: " + absent + " cannot be read",
            "ep: --config: " + directory + " cannot be read",
            "ep: --config names no file");
  }

  @Test
  void saysWhereAFileIsNoHocon() throws IOException {
    var config = config("execution-plane.store {\n  pool-size = [");

    assertThat(ep("list", "--config", config)).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("ep: --config: ")
        .contains("settings.conf: 2");
  }

  @Test
  void givesANodeAndACommandThatReadsTheSameStore() throws IOException {
    var elsewhere = directory.resolve("elsewhere");
    var url = "jdbc:h2:file:" + elsewhere + ";WRITE_DELAY=0;DATABASE_TO_LOWER=TRUE";
    var config = config("execution-plane.store.url = \"" + url + "\"");

    assertThat(ep("run -q -- true", "--config", config, "--data", data())).isZero();
    assertThat(ep("list -o json", "--config", config, "--data", data())).isZero();

    assertThat(out.toString()).contains("\"status\" : \"succeeded\"");
    assertThat(elsewhere.resolveSibling("elsewhere.mv.db")).exists();
    assertThat(data().resolve("journal.mv.db")).doesNotExist();
  }

  @Test
  void takesTheDataDirectoryFromTheFileUnlessItIsGivenItself() throws IOException {
    var named = directory.resolve("named");
    var config = config("execution-plane.store.directory = \"" + named + "\"");

    assertThat(ep("run -q -- true", "--config", config)).isZero();
    assertThat(ep("run -q -- true", "--config", config, "--data", data())).isZero();

    assertThat(named.resolve("journal.mv.db")).exists();
    assertThat(data().resolve("journal.mv.db")).exists();
  }

  @Test
  void readsWhatTheFileIncludesAndRefersTo() throws IOException {
    Files.writeString(directory.resolve("base.conf"), "place = \"" + data() + "\"");
    var config = config("include \"base\", execution-plane.store.directory = ${place}");

    assertThat(ep("run -q -- true", "--config", config)).isZero();

    assertThat(data().resolve("journal.mv.db")).exists();
  }

  @Test
  void migratesAStoreThatDoesNotMigrateItself() throws IOException {
    var config = config("execution-plane.store.migrate = by-command");

    assertThat(ep("run -q -- true", "--config", config, "--data", data()))
        .isEqualTo(ExitStatus.PLANE);
    assertThat(ep("journal migrate", "--config", config, "--data", data())).isZero();
    assertThat(ep("journal migrate", "--config", config, "--data", data())).isZero();
    assertThat(ep("run -q -- true", "--config", config, "--data", data())).isZero();

    assertThat(err.toString()).contains("has schema version 0", "run ep journal migrate");
    assertThat(out.toString().lines().map(line -> line.replaceAll("[0-9]+", "N")))
        .containsExactly("schema  made, version N", "schema  version N, nothing to do");
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path config(String text) throws IOException {
    return Files.writeString(directory.resolve("settings.conf"), text);
  }

  /** The options come after the words that name the command, and before what it runs. */
  private int ep(String command, Object... options) {
    var words = command.split(" -- ", 2);
    var args = new ArrayList<>(List.of(words[0].split(" ")));
    for (var option : options) {
      args.add(option.toString());
    }
    if (words.length > 1) {
      args.add("--");
      args.add(words[1]);
    }
    return Ep.run(
        new Console(
            new PrintWriter(out), new PrintWriter(err, true), new Terminals(true, false, false)),
        args.toArray(new String[0]));
  }
}
