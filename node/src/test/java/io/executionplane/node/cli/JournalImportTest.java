package io.executionplane.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store is moved, and everything goes on in the new one. */
class JournalImportTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @BeforeEach
  void record() {
    assertThat(ep("run -q --data %s -- true", old())).as(err.toString()).isZero();
  }

  @Test
  void goesOnInTheNewStore() {
    assertThat(ep("journal import -o json --from %s --data %s", old(), fresh()))
        .as(err.toString())
        .isZero();
    var report = document();

    assertThat(ep("run -q --data %s -- true", fresh())).as(err.toString()).isZero();
    assertThat(ep("journal check -o json --data %s", fresh())).isZero();

    assertThat(report.path("verdict").textValue()).isEqualTo("verified");
    assertThat(report.path("verified").intValue()).isEqualTo(1);
    assertThat(report.path("files"))
        .extracting(JsonNode::textValue)
        .containsExactly("issuer.jwk", "log-checkpoint", "log-key.pem");
    assertThat(document().path("verified").intValue()).isEqualTo(2);
  }

  @Test
  void startsNoNodeOnTheOldStoreAndSaysHowToUndoIt() throws IOException {
    ep("journal import --from %s --data %s", old(), fresh());
    var undo = old().resolve("moved");

    assertThat(ep("run -q --data %s -- true", old())).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString())
        .contains("was moved and goes on in " + fresh())
        .contains("remove " + undo);
    assertThat(ep("list --data %s", old())).isZero();

    Files.delete(undo);
    assertThat(ep("run -q --data %s -- true", old())).isZero();
  }

  @Test
  void movesNothingIntoAStoreThatHoldsSomething() {
    assertThat(ep("run -q --data %s -- true", fresh())).isZero();

    assertThat(ep("journal import --from %s --data %s", old(), fresh()))
        .isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString()).contains(fresh() + " is not empty: it has a file issuer.jwk");
    assertThat(ep("run -q --data %s -- true", old())).isZero();
  }

  private Path old() {
    return directory.resolve("old");
  }

  private Path fresh() {
    return directory.resolve("new");
  }

  private JsonNode document() {
    var document = Json.parse(out.toString());
    out.getBuffer().setLength(0);
    return document;
  }

  private int ep(String line, Path... directories) {
    return Ep.run(
        new Console(
            new PrintWriter(out), new PrintWriter(err, true), new Terminals(true, false, false)),
        line.formatted((Object[]) directories).split(" "));
  }
}
